package io.ballast.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimestampsTest {

  private static final long SECONDS = 1_700_000_000L;
  private static final String START = "2023-11-14T22:13:20Z";

  @Test
  void numbers_countInTheUnitOfTheirMedian() {
    assertThat(instants(SECONDS)).containsExactly(START);
    assertThat(instants(SECONDS * 1_000)).containsExactly(START);
    assertThat(instants(SECONDS * 1_000_000)).containsExactly(START);
    assertThat(instants(SECONDS * 1_000_000_000)).containsExactly(START);
    assertThat(instants(0, -1)).containsExactly("1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z");
  }

  @Test
  void numbers_farDatesAmongOthers_keepTheUnit() {
    long year30000 = 884_541_340_800L;
    assertThat(instants(SECONDS, SECONDS, year30000).get(2)).isEqualTo("+30000-01-01T00:00:00Z");
    assertThat(instants(SECONDS * 1000, SECONDS * 1000, year30000 * 1000).get(2))
        .isEqualTo("+30000-01-01T00:00:00Z");
  }

  @Test
  void numbers_farDatesAlone_areReadInTheNextFinerUnit() {
    assertThat(instants(884_541_340_800_000L).get(0)).startsWith("1998-01-11T");
  }

  @Test
  void numbers_beyondTheRange_areRefused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> instants(SECONDS, SECONDS, Long.MAX_VALUE))
        .withMessageStartingWith("column t of memory holds 9223372036854775807, ");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> instants(SECONDS * 1_000_000, SECONDS * 1_000_000, Long.MAX_VALUE))
        .withMessageStartingWith("column t of memory holds 9223372036854775807, ");
  }

  @Test
  void text_isIso8601() {
    assertThat(Timestamps.parse("2026-11-24")).isEqualTo("2026-11-24T00:00:00Z");
    assertThat(Timestamps.parse("2026-11-24 01:02")).isEqualTo("2026-11-24T01:02:00Z");
    assertThat(Timestamps.parse(" 2026-11-24 01:02:03.5 ")).isEqualTo("2026-11-24T01:02:03.5Z");
    assertThat(Timestamps.parse("2026-11-24t01:02:03z")).isEqualTo("2026-11-24T01:02:03Z");
    assertThat(Timestamps.parse("2026-11-24T01:02:03+02:00")).isEqualTo("2026-11-23T23:02:03Z");
    assertThat(Timestamps.parse("2026-11-24T01:02:03-0530")).isEqualTo("2026-11-24T06:32:03Z");
    assertThat(Timestamps.parse("30000-01-01T12:00:00")).isEqualTo("+30000-01-01T12:00:00Z");
  }

  @Test
  void text_thatIsNoInstant_isNone() {
    for (String text :
        List.of("", "soon", "2026-02-30", "2026-11-24T25:00", "24.11.2026", "12:00")) {
      assertThat(Timestamps.parse(text)).as(text).isNull();
    }
  }

  private static List<String> instants(long... values) {
    Table table = MemoryTable.named("memory").longs("t", values).build();
    Timestamps timestamps = Timestamps.of(table, "t");
    List<String> found = new ArrayList<>();
    table.scan(
        List.of("t"),
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            long micros = timestamps.micros(batch.vector(0), row);
            found.add(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
          }
          return true;
        });
    return found;
  }
}
