package io.ballast.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void cut_marksWhatIsLeftOutWithinTheWidth() {
    assertThat(TextTable.cut("1942-10-28 to", 13, "…")).isEqualTo("1942-10-28 to");
    assertThat(TextTable.cut("1942-10-28 to < 1968", 13, "…")).isEqualTo("1942-10-28 t…");
    assertThat(TextTable.cut("日本語日本", 8, "~")).isEqualTo("日本語~");
  }
}
