package io.ballast.stats.bins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CategoryBinsTest {

  @Test
  void equallyFrequentCategories_areInTheOrderOfCodePoints() {
    String face = "\uD83D\uDE00";
    String privateUse = "\uE000";
    CategoryBins bins =
        CategoryBins.of(Map.of(face, 1L, privateUse, 1L, "b", 1L, "ab", 1L, "a", 1L, "z", 2L));

    assertThat(bins.bins().stream().map(Bin::label))
        .containsExactly("z", "a", "ab", "b", privateUse, face, "Other", "Unseen", "Missing");
  }

  @Test
  void categoriesBeyondTheLimit_areOther() {
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < CategoryBins.MAX_CATEGORIES + 1; i++) {
      counts.put("level " + i, 1_000L - i);
    }

    CategoryBins bins = CategoryBins.of(counts);

    assertThat(bins.indexOfKnown("level 0")).isZero();
    assertThat(bins.bins().get(bins.indexOfKnown("level 200")).kind()).isEqualTo(BinKind.OTHER);
    assertThat(CategoryBins.all(counts).indexOfKnown("level 200")).isEqualTo(200);
  }
}
