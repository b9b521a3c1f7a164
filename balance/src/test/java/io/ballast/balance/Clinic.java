package io.ballast.balance;

import io.ballast.balance.columns.Frame;
import io.ballast.tables.MemoryTable;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Visits to an invented clinic: a table in which all that a balancer has to keep is there.
 *
 * <p>visit: a key; patient: names groups; sex and race: to be balanced; diagnosis decides code and
 * the other way round, some are for one sex only; ward decides floor; born, start and stop are days
 * in this order, stop is missing while the case is open; fee and drugs add up to total, with two
 * decimals; dose: steps of 5, missing where no drugs; age_group follows the year of birth; doctor:
 * a name of many; country: the same in all rows; weight: floating point.
 */
public final class Clinic {

  private static final String[] DIAGNOSES = {
    "cold", "flu", "sprain", "asthma", "pregnancy", "prostate", "fracture", "migraine", "burn"
  };
  private static final long DAY = 86_400_000_000L;

  private Clinic() {}

  /** A table of that many rows. */
  public static Frame of(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Columns columns = new Columns(rows);
    int patients = Math.max(2, rows / 4);
    for (int row = 0; row < rows; row++) {
      columns.fill(row, (int) (patients * random.nextDouble() * random.nextDouble()), random);
    }
    return columns.frame(random);
  }

  private static final class Columns {
    private final String[] visit;
    private final String[] patient;
    private final String[] sex;
    private final String[] race;
    private final String[] diagnosis;
    private final long[] code;
    private final String[] ward;
    private final long[] floor;
    private final long[] born;
    private final long[] start;
    private final @Nullable Long[] stop;
    private final double[] fee;
    private final double[] drugs;
    private final double[] total;
    private final @Nullable Long[] dose;
    private final String[] doctor;
    private final String[] country;
    private final double[] weight;
    private final boolean[] urgent;

    Columns(int rows) {
      visit = new String[rows];
      patient = new String[rows];
      sex = new String[rows];
      race = new String[rows];
      diagnosis = new String[rows];
      code = new long[rows];
      ward = new String[rows];
      floor = new long[rows];
      born = new long[rows];
      start = new long[rows];
      stop = new Long[rows];
      fee = new double[rows];
      drugs = new double[rows];
      total = new double[rows];
      dose = new Long[rows];
      doctor = new String[rows];
      country = new String[rows];
      weight = new double[rows];
      urgent = new boolean[rows];
    }

    void fill(int row, int person, SplittableRandom random) {
      SplittableRandom own = new SplittableRandom(person);
      boolean female = own.nextInt(10) < 6;
      visit[row] = "V%06d-%c".formatted(row * 7 + random.nextInt(7), 'A' + row % 3);
      patient[row] = "%08x-%04x-%04x-%04x-%012x".formatted(person * 77777, 1, 2, 3, person);
      sex[row] = female ? "F" : "M";
      int ofRace = own.nextInt(100);
      race[row] = ofRace < 70 ? "white" : ofRace < 90 ? "black" : ofRace < 97 ? "asian" : "other";
      int kind = random.nextInt(9);
      kind = kind == 4 && !female ? 0 : kind == 5 && female ? 1 : kind;
      diagnosis[row] = DIAGNOSES[kind];
      code[row] = 1000 + 37L * ((kind * 5L) % 9);
      int ofWard = kind / 2 + random.nextInt(2);
      ward[row] = "ward " + (char) ('a' + ofWard);
      floor[row] = ofWard / 2;
      long birth = -10_000L + own.nextInt(25_000);
      born[row] = birth * DAY;
      long begin = birth + 1 + random.nextInt((int) (18_000 - birth));
      start[row] = begin * DAY;
      stop[row] = random.nextInt(4) == 0 ? null : (begin + random.nextInt(3 + 10 * kind)) * DAY;
      long cents = 1_000 + 50L * random.nextInt(40 + 20 * kind);
      long drugCents = kind < 2 ? 0 : random.nextInt(9_000);
      fee[row] = cents / 100.0;
      drugs[row] = drugCents / 100.0;
      total[row] = (cents + drugCents) / 100.0;
      dose[row] = drugCents == 0 ? null : Long.valueOf(5L * (1 + random.nextInt(20)));
      doctor[row] = "Dr. " + (char) ('A' + random.nextInt(26)) + random.nextInt(40);
      country[row] = "Utopia";
      weight[row] = female ? 62 + 12 * random.nextGaussian() : 80 + 14 * random.nextGaussian();
      urgent[row] = random.nextInt(10) < (kind == 6 ? 8 : 1);
    }

    Frame frame(SplittableRandom random) {
      double[] last = weight.clone();
      last[random.nextInt(last.length)] = Double.NaN;
      return Frame.of(
          MemoryTable.named("clinic.csv")
              .strings("visit", visit)
              .strings("patient", patient)
              .strings("sex", sex)
              .strings("race", race)
              .strings("diagnosis", diagnosis)
              .longs("code", code)
              .strings("ward", ward)
              .longs("floor", floor)
              .timestamps("born", born)
              .timestamps("start", start)
              .timestamps("stop", stop)
              .doubles("fee", fee)
              .doubles("drugs", drugs)
              .doubles("total", total)
              .longs("dose", dose)
              .strings("doctor", doctor)
              .strings("country", country)
              .doubles("weight", last)
              .booleans("urgent", urgent)
              .build());
    }
  }
}
