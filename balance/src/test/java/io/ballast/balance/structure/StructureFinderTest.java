package io.ballast.balance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.balance.Clinic;
import io.ballast.balance.columns.CodedTable;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.structure.Role.Regenerated.Kind;
import io.ballast.stats.Workers;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.Table;
import io.ballast.testkit.SeededRuns;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StructureFinderTest {

  private static Structure structure(Table table, Integer... given) {
    Frame frame = Frame.of(table);
    Workers workers = Workers.of(2);
    return StructureFinder.find(frame, CodedTable.of(frame, workers), Set.of(given), workers);
  }

  @Test
  void clinic_isSeenThrough() {
    Frame clinic = Clinic.of(2000, 3);
    Structure structure = structure(clinic, 2, 3);
    List<String> names = clinic.schema().names();

    assertThat(role(structure, names, "visit")).isEqualTo(new Role.Regenerated(Kind.KEY));
    assertThat(role(structure, names, "patient")).isEqualTo(new Role.Regenerated(Kind.GROUP_KEY));
    assertThat(role(structure, names, "country")).isEqualTo(new Role.Constant());
    assertThat(role(structure, names, "floor"))
        .isInstanceOfSatisfying(
            Role.LookedUp.class,
            up -> assertThat(names.get(up.function().from())).isEqualTo("ward"));
    assertThat(role(structure, names, "total"))
        .isInstanceOfSatisfying(
            Role.Computed.class,
            computed -> {
              assertThat(computed.sum().parts().stream().map(names::get))
                  .containsExactly("fee", "drugs");
              assertThat(computed.sum().factors()).containsExactly(1.0, 1.0);
              assertThat(computed.sum().constant()).isZero();
            });
    assertThat(structure.orders())
        .contains(
            new Order(names.indexOf("born"), names.indexOf("start")),
            new Order(names.indexOf("start"), names.indexOf("stop")));
    assertThat(role(structure, names, "stop")).isEqualTo(new Role.Above(names.indexOf("start")));
  }

  private static Role role(Structure structure, List<String> names, String column) {
    return structure.role(names.indexOf(column));
  }

  @Test
  void numberOfFewValuesBesideAName_isDrawnAndACodeIsNot() {
    String[] few = strings(600, row -> "grade " + row % 9);
    long[] fewCodes = LongStream.range(0, 600).map(row -> row % 9 * 3).toArray();
    assertThat(
            structure(MemoryTable.named("t").strings("name", few).longs("code", fewCodes).build())
                .roles())
        .satisfiesExactly(
            name -> assertThat(name).isEqualTo(new Role.Drawn()),
            code -> assertThat(code).isInstanceOf(Role.LookedUp.class));
    long[] manyCodes = LongStream.range(0, 600).map(row -> row % 60 * 131 % 997).toArray();
    String[] many = strings(600, row -> "illness " + row % 60);
    assertThat(
            structure(MemoryTable.named("t").longs("code", manyCodes).strings("name", many).build())
                .roles())
        .satisfiesExactly(
            code -> assertThat(code).isInstanceOf(Role.LookedUp.class),
            name -> assertThat(name).isEqualTo(new Role.Drawn()));
  }

  @Test
  void functionThatMayBeChance_isNone() {
    // each value of a twice, beside the same value of b: with two values of b that is luck
    String[] a = strings(10, row -> "a" + row / 2);
    String[] b = strings(10, row -> row < 4 ? "x" : "y");
    assertThat(structure(MemoryTable.named("t").strings("a", a).strings("b", b).build()).roles())
        .containsExactly(new Role.Drawn(), new Role.Drawn());
  }

  @Test
  void independentColumns_haveNoStructure() {
    SeededRuns.forAll(
        40,
        random -> {
          int rows = 50 + random.nextInt(400);
          Structure structure =
              structure(
                  MemoryTable.named("t")
                      .strings("a", strings(rows, row -> "a" + random.nextInt(5)))
                      .strings("b", strings(rows, row -> "b" + random.nextInt(40)))
                      .longs("c", random.longs(rows, 0, 30).toArray())
                      .doubles("d", random.doubles(rows).toArray())
                      .doubles("e", random.doubles(rows).toArray())
                      .build());
          assertThat(structure.roles()).containsOnly(new Role.Drawn());
          assertThat(structure.functions()).isEmpty();
          assertThat(structure.orders()).isEmpty();
        });
  }

  @Test
  void orders_areThoseThatHoldInEveryRow() {
    SeededRuns.forAll(
        40,
        random -> {
          long[] low = random.longs(300, 0, 1000).toArray();
          long[] high = new long[300];
          @Nullable Long[] gaps = new Long[300];
          for (int row = 0; row < 300; row++) {
            high[row] = low[row] + random.nextInt(0, 800);
            gaps[row] = random.nextInt(3) == 0 ? null : high[row] + random.nextInt(0, 500);
          }
          MemoryTable.Builder table =
              MemoryTable.named("t").longs("low", low).longs("high", high).longs("gaps", gaps);
          assertThat(structure(table.build()).orders())
              .contains(new Order(0, 1), new Order(1, 2), new Order(0, 2))
              .doesNotContain(new Order(1, 0), new Order(2, 1));
          high[7] = low[7] - 1;
          assertThat(
                  structure(MemoryTable.named("t").longs("low", low).longs("high", high).build())
                      .orders())
              .isEmpty();
        });
  }

  @Test
  void sums_areFoundWithFactorsAndConstant() {
    SeededRuns.forAll(
        40,
        random -> {
          int rows = 200;
          double[] a = random.doubles(rows, 0, 1000).map(v -> Math.rint(v * 100) / 100).toArray();
          double[] b = random.doubles(rows, 0, 50).map(v -> Math.rint(v * 100) / 100).toArray();
          double[] total = new double[rows];
          for (int row = 0; row < rows; row++) {
            total[row] = Math.rint((a[row] - 3 * b[row] + 12.5) * 100) / 100;
          }
          Structure structure =
              structure(
                  MemoryTable.named("t")
                      .doubles("a", a)
                      .doubles("b", b)
                      .doubles("total", total)
                      .build());
          assertThat(structure.role(2))
              .isEqualTo(new Role.Computed(new Sum(2, List.of(0, 1), List.of(1.0, -3.0), 12.5)));
          total[150] += 0.01;
          assertThat(
                  structure(
                          MemoryTable.named("t")
                              .doubles("a", a)
                              .doubles("b", b)
                              .doubles("total", total)
                              .build())
                      .role(2))
              .isEqualTo(new Role.Drawn());
        });
  }

  @Test
  void indexAndFreeText_areMadeAnew() {
    Structure structure =
        structure(
            MemoryTable.named("t")
                .longs("", LongStream.range(5, 505).toArray())
                .texts(
                    "note",
                    strings(500, row -> "patient " + row + " came in, was seen and went home"))
                .strings("class", strings(500, row -> row % 3 == 0 ? "a" : "b"))
                .build());

    assertThat(structure.roles())
        .containsExactly(
            new Role.Regenerated(Kind.INDEX),
            new Role.Regenerated(Kind.FREE_TEXT),
            new Role.Drawn());
  }

  @Test
  void givenColumns_areAlwaysDrawn() {
    long[] numbers = LongStream.range(0, 100).toArray();
    String[] same = strings(100, row -> "s");

    assertThat(
            structure(
                    MemoryTable.named("t").longs("id", numbers).strings("same", same).build(), 0, 1)
                .roles())
        .containsOnly(new Role.Drawn());
  }

  private static String[] strings(int rows, java.util.function.IntFunction<String> of) {
    return IntStream.range(0, rows).mapToObj(of).toArray(String[]::new);
  }
}
