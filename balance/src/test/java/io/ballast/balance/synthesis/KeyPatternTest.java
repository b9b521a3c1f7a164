package io.ballast.balance.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.structure.Role.Regenerated.Kind;
import io.ballast.tables.CodeVector;
import io.ballast.tables.Dictionary;
import io.ballast.tables.LongVector;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.Vector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyPatternTest {

  private static Vector made(MemoryTable table, Kind kind, int rows, int before) {
    Frame frame = Frame.of(table);
    KeyPattern pattern = KeyPattern.of(CodedColumn.of(frame.vector(0), frame.size()), kind);
    return new KeyMaker(rows, new RowRandom().at(1, 2, 3)).make(pattern, before);
  }

  private static List<String> texts(Vector vector, int rows) {
    CodeVector codes = (CodeVector) vector;
    return IntStream.range(0, rows)
        .mapToObj(row -> codes.codes()[row] < 0 ? "" : codes.dictionary().value(codes.codes()[row]))
        .toList();
  }

  @Test
  void index_goesOnBehindTheRowsThatAreThere() {
    MemoryTable table = MemoryTable.named("t").longs("id", 10, 13, 16, 19).build();

    assertThat(((LongVector) made(table, Kind.INDEX, 3, 0)).values()).containsExactly(10, 13, 16);
    assertThat(((LongVector) made(table, Kind.INDEX, 3, 4)).values()).containsExactly(22, 25, 28);
  }

  @Test
  void numbers_areNewAndDiffer() {
    long[] numbers =
        LongStream.range(0, 500).map(row -> 100_000 + row * row % 9973).distinct().toArray();
    LongVector made =
        (LongVector) made(MemoryTable.named("t").longs("id", numbers).build(), Kind.KEY, 400, 0);
    Set<Long> known = new HashSet<>(LongStream.of(numbers).boxed().toList());

    assertThat(made.values()).doesNotHaveDuplicates().hasSize(400);
    assertThat(LongStream.of(made.values()).filter(known::contains).count()).isZero();
    assertThat(LongStream.of(made.values()).min().orElseThrow()).isGreaterThanOrEqualTo(100_000);
  }

  @Test
  void strings_lookLikeTheInputAndAreNoneOfIt() {
    String[] values =
        IntStream.range(0, 300)
            .mapToObj(row -> "AB-%04d/%c".formatted(row * 31 % 9973, 'k' + row % 4))
            .toArray(String[]::new);
    List<String> made =
        texts(made(MemoryTable.named("t").strings("id", values).build(), Kind.KEY, 300, 0), 300);

    assertThat(made).doesNotHaveDuplicates().allMatch(value -> value.matches("AB-\\d{4}/[k-n]"));
    assertThat(made).doesNotContain(values);
  }

  @Test
  void missingKeys_stayAsCommon() {
    String[] values =
        IntStream.range(0, 1000)
            .mapToObj(row -> row % 4 == 0 ? null : "S%05d".formatted(row))
            .toArray(String[]::new);
    List<String> made =
        texts(made(MemoryTable.named("t").strings("id", values).build(), Kind.KEY, 2000, 0), 2000);

    assertThat(made.stream().filter(String::isEmpty).count()).isBetween(420L, 580L);
  }

  @Test
  void keysOfAMillionRows_areAllThere() {
    String[] values = IntStream.range(0, 100).mapToObj("id-%09d"::formatted).toArray(String[]::new);
    MemoryTable table = MemoryTable.named("t").strings("id", values).build();
    int rows = Dictionary.MAX_SIZE + 100;

    CodeVector made = (CodeVector) made(table, Kind.KEY, rows, 0);

    assertThat(made.codes()).hasSize(rows).doesNotContain(CodeVector.MISSING);
    assertThat(made.dictionary().size()).isEqualTo(rows);
  }

  @Test
  void shapesThatRunOut_getDigitsBehind() {
    String[] values = IntStream.range(0, 10).mapToObj(row -> "K" + row).toArray(String[]::new);
    List<String> made =
        texts(made(MemoryTable.named("t").strings("id", values).build(), Kind.KEY, 50, 0), 50);

    assertThat(made).doesNotHaveDuplicates().doesNotContain(values);
    assertThat(made).allMatch(value -> value.matches("K\\d{2,}"));
  }
}
