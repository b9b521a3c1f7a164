package io.ballast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ballast balance} in processes of its own: the same request gives the same bytes. */
class BalanceProcessTest {

  private final Path folder;

  BalanceProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Visits with a key, dates in order, a function, gaps and a rare kind. */
  @BeforeEach
  void makeInput() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<String> lines = new ArrayList<>(List.of("visit,kind,code,begin,end,cost,note"));
    for (int row = 0; row < 3_000; row++) {
      int kind = random.nextInt(12) == 0 ? 1 : 0;
      int code = kind * 3 + random.nextInt(3);
      LocalDate begin = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(900));
      String end = random.nextInt(4) == 0 ? "" : begin.plusDays(random.nextInt(30)).toString();
      double cost = Math.round(100 * Math.exp(3 + kind + random.nextGaussian())) / 100.0;
      String note = random.nextInt(3) == 0 ? "" : "n" + random.nextInt(40);
      lines.add(
          "V-%06d,%s,C%d,%s,%s,%.2f,%s"
              .formatted(row * 37, kind == 1 ? "rare" : "common", code, begin, end, cost, note));
    }
    Files.write(folder.resolve("visits.csv"), lines);
  }

  private void balance(String arguments) {
    Finished finished =
        Finished.ballast(
            folder,
            ("balance visits.csv --no-report --quiet --seed 5 " + arguments).split(" ", -1));
    assertThat(finished.exitCode()).as(finished.err()).isZero();
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  @Test
  void rowsAndModel_haveTheSameBytesWithOneThreadAndWithTwo() throws IOException {
    balance("-o one.csv --columns kind --privacy private --threads 1 --save-model one.model");
    balance("-o two.csv --columns kind --privacy private --threads 2 --save-model two.model");

    assertThat(bytes("two.csv")).isEqualTo(bytes("one.csv"));
    assertThat(bytes("two.model")).isEqualTo(bytes("one.model"));
  }

  @Test
  void model_inANewProcess_drawsTheSameBytes() throws IOException {
    for (String mode : List.of("replace", "augment", "marginal")) {
      balance("-o %1$s.csv --columns kind --mode %1$s --save-model %1$s.model".formatted(mode));
      balance("-o %1$s-again.csv --mode %1$s --model %1$s.model --threads 1".formatted(mode));

      assertThat(bytes(mode + "-again.csv")).as(mode).isEqualTo(bytes(mode + ".csv"));
    }
  }
}
