package io.ballast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.tables.compare.Binning;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinFlagsTest {

  @Test
  void rulesAndEdges_areRead() {
    assertThat(BinFlags.parse(List.of())).isEqualTo(Binning.quantiles(10));
    assertThat(BinFlags.parse(List.of("25"))).isEqualTo(Binning.quantiles(25));
    assertThat(BinFlags.parse(List.of("width:7")))
        .isEqualTo(new Binning(Binning.Rule.EQUAL_WIDTH, 7, Map.of()));
    assertThat(BinFlags.parse(List.of("Sturges")).rule()).isEqualTo(Binning.Rule.STURGES);
    assertThat(BinFlags.parse(List.of("a=b=-1:0.5:3", "doane")))
        .isEqualTo(new Binning(Binning.Rule.DOANE, 0, Map.of("a=b", List.of(-1.0, 0.5, 3.0))));
  }

  @Test
  void binning_isSpelledAsTheFlagIs() {
    assertThat(BinFlags.parse(List.of("12")).spelled()).isEqualTo("12");
    assertThat(BinFlags.parse(List.of("doane", "age=30:50.5", "pay=1e20")).spelled())
        .isEqualTo("doane, age=30:50.5, pay=1.0E20");
    assertThat(BinFlags.parse(List.of("WIDTH:3")).spelled()).isEqualTo("width:3");
  }

  @Test
  void edgesOfAColumn_areGivenOnce() {
    assertThatThrownBy(() -> BinFlags.parse(List.of("age=1", "age=2")))
        .hasMessage("--bins age, is one too many, give one rule, and edges once for each column");
    assertThatThrownBy(() -> BinFlags.parse(List.of("age=1:NaN")))
        .hasMessage(
            "--bins age=1:NaN, a column has up to 999 rising numbers as edges, write for example"
                + " --bins age=30:50:65");
  }
}
