package io.ballast.eventstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ExpiryReport;
import io.ballast.eventstore.Retention;
import io.ballast.eventstore.SetStatus;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.eventstore.contract.Examples;
import io.ballast.eventstore.contract.History;
import io.ballast.eventstore.contract.RollUpLines;
import io.ballast.eventstore.contract.StoreTerms;
import io.ballast.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that runs for some time: events, labels, counting, sealing and expiry each day. The disk
 * holds what is kept and no more.
 *
 * <p>{@code -Dballast.days=90} rolls so many days, {@code -Dballast.eventsPerDay=20000} days of
 * that size.
 */
class RollingDaysTest {

  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int DAYS = Integer.getInteger("ballast.days", 30);
  private static final int RAW_DAYS = 10;
  private static final int ROLL_UP_DAYS = 20;
  private static final int EVENTS = Integer.getInteger("ballast.eventsPerDay", 200);

  @TempDir private Path folder;

  private final SettableClock clock = SettableClock.at(Examples.NOON);
  private final SplittableRandom random = new SplittableRandom(1);

  private record Day(long before, long after, ExpiryReport report) {}

  @Test
  @SuppressWarnings("SystemOut") // the figures of a long run
  void rollingDays_takeTheRoomOfThoseThatAreKept() throws IOException {
    List<Day> days = new ArrayList<>();
    try (EventStore store = open()) {
      store.register(Examples.CHURN, Examples.SCHEMA);
      store.addBinSets(Examples.CHURN, History.BIN_SETS);
      for (int day = 0; day < DAYS; day++) {
        send(store, day);
        assertThat(store.refresh(Examples.CHURN, new TaskControl()).left()).isZero();
        assertThat(store.seal(new TaskControl())).isNotNull();
        long before = bytes(folder);
        ExpiryReport report = store.expire(new TaskControl());
        days.add(new Day(before, bytes(folder), report));
        clock.advance(Duration.ofDays(1));
      }
      SetStatus status = store.status(Examples.CHURN);
      // From the start of the first day that is kept to the noon of the last.
      assertThat(status.sealedRows() + status.hotRows())
          .isEqualTo(EVENTS * (long) RAW_DAYS + EVENTS / 2);
      assertThat(bytes(folder.resolve("sealed"))).isEqualTo(status.sealedBytes());
      long lastDay = Math.floorDiv(TimeWindow.micros(clock.instant()), DAY_MICROS) - 1;
      long firstKept = (lastDay - RAW_DAYS) * DAY_MICROS;
      RollUpLines.assertEqualRecount(
          store, Examples.CHURN, new TimeWindow(firstKept, Long.MAX_VALUE));
      assertThat(store.traffic(Examples.CHURN, TimeWindow.ALL).startMicros()[0])
          .isBetween((lastDay - ROLL_UP_DAYS) * DAY_MICROS, firstKept - 1);
    }
    long middle = days.get(DAYS / 2).after();
    long last = days.get(DAYS - 1).after();
    // What grows on are the ids of expired events, which are known for 90 days more.
    assertThat(last).isLessThan(middle * 3 / 2);
    assertThat(days.subList(RAW_DAYS + 2, DAYS))
        .allMatch(day -> day.report().events() == EVENTS && day.report().bytes() > 0);
    try (EventStore store = open()) {
      assertThat(store.sweep().files()).isZero();
      assertThat(store.damage()).isEmpty();
    }
    System.out.printf(
        "%d days of %d events, %d kept: %d kB on disk after %d days, %d kB before and %d kB after"
            + " the last expiry, %d kB closed%n",
        DAYS,
        EVENTS,
        RAW_DAYS,
        middle >> 10,
        DAYS / 2 + 1,
        days.get(DAYS - 1).before() >> 10,
        last >> 10,
        bytes(folder) >> 10);
  }

  /** Months that expire at once give their room back, sealed or not. */
  @Test
  @SuppressWarnings("SystemOut") // the figures of a long run
  void manyDaysAtOnce_giveTheirRoomBack() throws IOException {
    try (EventStore store = open()) {
      store.register(Examples.CHURN, Examples.SCHEMA);
      for (int day = 0; day < RAW_DAYS; day++) {
        send(store, day);
        clock.advance(Duration.ofDays(1));
      }
      assertThat(store.refresh(Examples.CHURN, new TaskControl()).left()).isZero();
      long hot = bytes(folder);
      assertThat(store.seal(new TaskControl()).days()).isPositive();
      long sealed = bytes(folder);
      clock.advance(Duration.ofDays(RAW_DAYS + 1));
      ExpiryReport report = store.expire(new TaskControl());
      assertThat(report.events()).isEqualTo(EVENTS * (long) RAW_DAYS);
      assertThat(bytes(folder.resolve("sealed"))).isZero();
      assertThat(sealed - bytes(folder)).isGreaterThanOrEqualTo(report.bytes());
      System.out.printf(
          "%d days of %d events: %d kB hot, %d kB sealed, %d kB after expiry%n",
          RAW_DAYS, EVENTS, hot >> 10, sealed >> 10, bytes(folder) >> 10);
    }
  }

  private EventStore open() {
    StoreTerms terms =
        StoreTerms.at(clock)
            .withRetention(new Retention(Duration.ofDays(RAW_DAYS), Duration.ofDays(ROLL_UP_DAYS)));
    return EmbeddedStores.open(folder, terms);
  }

  /** Events of the 24 hours before noon of a day, labels for some of those before. */
  private void send(EventStore store, int day) {
    long noon = TimeWindow.micros(clock.instant());
    assertThat(
            store
                .ingest(
                    Examples.batch(
                        "events " + day,
                        rows -> {
                          for (int number = 0; number < EVENTS; number++) {
                            rows.row(day + "-" + number, noon - 1 - number * (DAY_MICROS / EVENTS))
                                .set("age", 18 + random.nextInt(60))
                                .set("amount", random.nextDouble(1000))
                                .set("note", Long.toHexString(random.nextLong()))
                                .set("w", random.nextDouble());
                          }
                        }))
                .stored())
        .isEqualTo(EVENTS);
    if (day > 0) {
      assertThat(
              store
                  .update(
                      Examples.update(
                          "labels " + day,
                          rows -> {
                            for (int number = 0; number < EVENTS; number += 5) {
                              rows.row((day - 1) + "-" + number).set("churn", "yes");
                            }
                          }))
                  .stored())
          .isPositive();
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
