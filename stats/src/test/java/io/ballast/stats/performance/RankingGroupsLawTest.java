package io.ballast.stats.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.StateLawTest;
import java.util.Optional;

class RankingGroupsLawTest extends StateLawTest<RankingGroups> {
  @Override
  protected RankingGroups empty() {
    return new RankingGroups(5);
  }

  @Override
  protected int rows() {
    return 300;
  }

  @Override
  protected void add(RankingGroups state, int row) {
    state.add("query " + row % 17, row * 5 % 7 % 2, row * 37 % 29);
  }

  @Override
  protected Optional<RankingGroups> otherShape() {
    return Optional.of(new RankingGroups(6));
  }

  @Override
  protected void assertSame(RankingGroups actual, RankingGroups expected) {
    assertThat(actual.figures()).isEqualTo(expected.figures());
    assertThat(actual.withoutRelevant()).isEqualTo(expected.withoutRelevant());
  }
}
