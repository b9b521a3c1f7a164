package io.ballast.balance.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.balance.columns.Frame;
import io.ballast.stats.Workers;
import io.ballast.tables.MemoryTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasuresTest {

  private static final int ROWS = 1200;
  private final Workers workers = Workers.of(2);

  /** The label is yes in a tenth of the rows, mostly where x is high and k is "a". */
  private static Frame table(int rows, long seed, double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[rows];
    String[] k = new String[rows];
    String[] label = new String[rows];
    for (int row = 0; row < rows; row++) {
      x[row] = random.nextGaussian() + shift;
      k[row] = random.nextInt(3) == 0 ? "a" : random.nextBoolean() ? "b" : "c";
      double chance = x[row] > 0.5 && k[row].equals("a") ? 0.7 : 0.03;
      label[row] = random.nextDouble() < chance ? "yes" : "no";
    }
    return Frame.of(
        MemoryTable.named("t").doubles("x", x).strings("k", k).strings("label", label).build());
  }

  private Measures measures(Frame real, Frame drawn, Frame heldOut) {
    return measures(real, drawn, heldOut, null);
  }

  private Measures measures(Frame real, Frame drawn, Frame heldOut, @Nullable Frame added) {
    return Measures.of(
        new Measures.Material(real, drawn, new int[drawn.size()], 1, heldOut, "label", added),
        GoldenTables.structure(3),
        7,
        workers);
  }

  @Test
  void freshRowsOfTheSameKind_areNotToldApart() {
    // four standard deviations of a share of 1200 rows
    Measures measures = measures(table(ROWS, 21, 0), table(ROWS, 22, 0), table(ROWS, 23, 0));

    assertThat(measures.discriminatorAuc()).isCloseTo(0.5, within(0.06));
    PrivacyMeasures privacy = requireNonNull(measures.privacy());
    assertThat(privacy.dcrShare()).isCloseTo(0.5, within(0.06));
    assertThat(privacy.membershipAuc()).isCloseTo(0.5, within(0.06));
    assertThat(privacy.exactCopies()).isZero();
    assertThat(measures.fidelity().columnShapes()).isGreaterThan(0.97);
    assertThat(measures.fidelity().accuracy())
        .isCloseTo(measures.fidelity().accuracyCeiling(), within(0.02));
    assertThat(measures.sqs().score()).isGreaterThan(85);
  }

  @Test
  void shiftedRows_areToldApart() {
    Measures measures = measures(table(ROWS, 1, 0), table(ROWS, 2, 1.5), table(ROWS, 3, 0));

    assertThat(measures.discriminatorAuc()).isGreaterThan(0.8);
    assertThat(measures.fidelity().shapes()[0]).isLessThan(0.6);
    assertThat(measures.fidelity().shapes()[1]).isGreaterThan(0.95);
  }

  @Test
  void copies_areFoundOut() {
    Frame real = table(ROWS, 1, 0);
    PrivacyMeasures privacy = requireNonNull(measures(real, real, table(ROWS, 3, 0)).privacy());

    assertThat(privacy.exactCopies()).isEqualTo(1);
    assertThat(privacy.exactCopiesHoldout()).isZero();
    assertThat(privacy.dcrShare()).isGreaterThan(0.99);
    assertThat(privacy.membershipAuc()).isGreaterThan(0.99);
    assertThat(privacy.nndr()).isZero();
  }

  @Test
  void rowsWithoutTheRelation_areOfNoUse() {
    Frame real = table(ROWS, 1, 0);
    Frame held = table(ROWS, 3, 0);
    int[] order = IntStream.range(0, ROWS).map(row -> (row * 7 + 3) % ROWS).toArray();
    Frame shuffled =
        new Frame(
            "t",
            real.schema(),
            ROWS,
            List.of(real.vector(0), real.vector(1), real.rows(order).vector(2)));

    Usefulness useful = requireNonNull(measures(real, shuffled, held).usefulness());

    assertThat(useful.positive()).isEqualTo("yes");
    assertThat(useful.mean("real").rocAuc()).isGreaterThan(0.8);
    assertThat(useful.mean("synthetic").rocAuc()).isLessThan(0.65);
    assertThat(useful.heldOut()).isEqualTo(ROWS);
  }

  @Test
  void addedRows_standBesideTheUsualWaysToBalance() {
    Frame real = table(ROWS, 1, 0);
    Frame more = table(6 * ROWS, 9, 0);
    int[] positive =
        IntStream.range(0, more.size())
            .filter(row -> new io.ballast.balance.Rows(more).text("label", row).equals("yes"))
            .limit(900)
            .toArray();

    Usefulness useful =
        requireNonNull(
            measures(real, table(ROWS, 2, 0), table(ROWS, 3, 0), more.rows(positive)).usefulness());

    assertThat(useful.byTraining().keySet())
        .containsExactly("none", "ballast", "random_oversampling", "smotenc");
    Map<String, Scores> plain = requireNonNull(useful.byTraining().get("none"));
    assertThat(plain.keySet()).containsExactly("tree", "forest", "boosting");
    assertThat(useful.mean("ballast").balancedAccuracy())
        .isGreaterThan(useful.mean("none").balancedAccuracy());
    Scores boosting = requireNonNull(plain.get("boosting"));
    Scores tree = requireNonNull(plain.get("tree"));
    Scores forest = requireNonNull(plain.get("forest"));
    assertThat(useful.mean("none").prAuc())
        .isCloseTo((boosting.prAuc() + tree.prAuc() + forest.prAuc()) / 3, within(1e-12));
  }

  @Test
  void figures_areTheSameForAnyNumberOfThreads() {
    Frame real = table(400, 1, 0);
    Frame drawn = table(400, 2, 0.2);
    Frame held = table(400, 3, 0);
    Measures.Material material =
        new Measures.Material(real, drawn, new int[400], 1, held, "label", null);
    Measures one = Measures.of(material, GoldenTables.structure(3), 5, Workers.of(1));
    Measures four = Measures.of(material, GoldenTables.structure(3), 5, Workers.of(4));

    assertThat(four.discriminatorAuc()).isEqualTo(one.discriminatorAuc());
    assertThat(four.fidelity().columnPairTrends()).isEqualTo(one.fidelity().columnPairTrends());
    assertThat(four.sqs().principalComponent()).isEqualTo(one.sqs().principalComponent());
    assertThat(requireNonNull(four.privacy()).dcrShare())
        .isEqualTo(requireNonNull(one.privacy()).dcrShare());
    assertThat(requireNonNull(four.usefulness()).byTraining())
        .isEqualTo(requireNonNull(one.usefulness()).byTraining());
  }

  @Test
  void oversampling_fillsUpEachClassFromItself() {
    Frame real = table(300, 1, 0);
    Fields fields =
        Fields.of(List.of(real, real, real), GoldenTables.structure(3), "label", Workers.of(1));
    int target = fields.find("label").orElseThrow();
    int[] labels = fields.field(target).codes()[0];
    int yes = fields.field(target).texts().indexOf("yes");
    long lacking = 300 - 2 * Arrays.stream(labels).filter(code -> code == yes).count();

    Oversampling oversampling = new Oversampling(fields, target, 3);
    int[] repeated = oversampling.repeated();
    assertThat(repeated).hasSize((int) lacking);
    assertThat(Arrays.stream(repeated).map(row -> labels[row])).containsOnly(yes);

    Fields between = oversampling.between();
    int made = between.tables() - 1;
    assertThat(between.rows(made)).isEqualTo((int) lacking);
    assertThat(between.field(target).codes()[made]).containsOnly(yes);
    double[] own =
        IntStream.range(0, 300)
            .filter(row -> labels[row] == yes)
            .mapToDouble(row -> fields.field(0).numbers()[0][row])
            .sorted()
            .toArray();
    for (double value : between.field(0).numbers()[made]) {
      assertThat(value).isBetween(own[0], own[own.length - 1]);
    }
  }

  @Test
  void pictureOfAColumn_sharesOutAllRows() {
    Fields fields = GoldenTables.fields();
    for (Field field : fields.all()) {
      ColumnShape shape = ColumnShape.of(field, 0.9);
      assertThat(Arrays.stream(shape.real()).sum()).isCloseTo(1, within(1e-9));
      assertThat(Arrays.stream(shape.drawn()).sum()).isCloseTo(1, within(1e-9));
      assertThat(shape.labels()).hasSameSizeAs(shape.real()).doesNotHaveDuplicates();
      assertThat(shape.labels().contains("missing"))
          .isEqualTo(List.of("number", "flag").contains(field.name()));
    }
    ColumnShape many = ColumnShape.of(fields.field(fields.find("many").orElseThrow()), 0.9);
    assertThat(many.labels()).hasSize(12).contains("4 others");
  }

  @Test
  void kolmogorovSmirnov_isDefinedForEmptySides() {
    assertThat(Fidelity.kolmogorovSmirnov(new double[] {Double.NaN}, new double[0])).isZero();
    assertThat(Fidelity.kolmogorovSmirnov(new double[] {1}, new double[] {Double.NaN})).isOne();
    assertThat(Fidelity.kolmogorovSmirnov(new double[] {1, 2}, new double[] {1, 2})).isZero();
    assertThat(Fidelity.kolmogorovSmirnov(new double[] {1, 2}, new double[] {3, 4})).isOne();
  }
}
