package io.ballast.balance.synthesis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.balance.Clinic;
import io.ballast.balance.Rows;
import io.ballast.balance.columns.Frame;
import io.ballast.stats.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code -Dgolden.update=true} writes the golden model anew, after a change of what is fitted. */
class ModelFileTest {

  private static final String GOLDEN = "clinic-1.model";

  private static Model model(Privacy privacy, int threads) {
    FitSettings settings =
        new FitSettings(
            List.of(new Condition(2, null), new Condition(17, new double[] {60, 80})), 4, privacy);
    return Fitter.fit(Clinic.of(400, 5), settings, Workers.of(threads), Watcher.NONE);
  }

  private static byte[] bytes(Model model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFile.write(model, out);
    return out.toByteArray();
  }

  private static Model read(byte[] bytes) throws IOException {
    return ModelFile.read(new ByteArrayInputStream(bytes), "some.model");
  }

  private static Frame draw(Model model) {
    int[] levels = IntStream.range(0, 50).map(row -> row % 2).toArray();
    int[] bins = IntStream.range(0, 50).map(row -> row % 3).toArray();
    Wanted wanted = new Wanted(new int[][] {levels, bins}, new int[50], 1, 50, 0);
    return Generator.generate(model, wanted, 11, Workers.of(2), Watcher.NONE).frame();
  }

  @ParameterizedTest
  @EnumSource(Privacy.class)
  void modelOfAFile_isTheModel(Privacy privacy) throws IOException {
    Model model = model(privacy, 2);
    byte[] written = bytes(model);
    Model again = read(written);

    assertThat(bytes(again)).isEqualTo(written);
    assertThat(again.settings()).isEqualTo(model.settings());
    assertThat(again.schema()).isEqualTo(model.schema());
    assertThat(new Rows(draw(again)).all()).isEqualTo(new Rows(draw(model)).all());
  }

  @Test
  void model_isTheSameForAnyNumberOfThreads() throws IOException {
    assertThat(bytes(model(Privacy.USUAL, 1))).isEqualTo(bytes(model(Privacy.USUAL, 3)));
  }

  @Test
  void goldenModel_isStillReadAndDrawsTheSameRows() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Path folder = Path.of("src/test/resources/io/ballast/balance/synthesis");
      Files.createDirectories(folder);
      Files.write(folder.resolve(GOLDEN), bytes(model(Privacy.USUAL, 1)));
      StringBuilder rows = new StringBuilder();
      new Rows(draw(model(Privacy.USUAL, 1)))
          .all()
          .forEach(row -> rows.append(String.join("|", row)).append('\n'));
      Files.writeString(folder.resolve(GOLDEN + ".rows"), rows);
    }
    Model model = ModelFile.read(resource(GOLDEN), GOLDEN);
    List<String> rows =
        new Rows(draw(model)).all().stream().map(row -> String.join("|", row)).toList();

    assertThat(rows)
        .isEqualTo(
            new String(resource(GOLDEN + ".rows").readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
    assertThat(bytes(model)).isEqualTo(resource(GOLDEN).readAllBytes());
  }

  private static InputStream resource(String name) {
    return requireNonNull(ModelFileTest.class.getResourceAsStream(name), name);
  }

  @Test
  void filesThatAreNoModel_areRefused() throws IOException {
    assertThatThrownBy(() -> read("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessage(
            "some.model is no model, --model takes a file of --save-model, name another file");
    assertThatThrownBy(() -> read(new byte[0]))
        .hasMessage(
            "some.model is no model, --model takes a file of --save-model, name another file");
    assertThatThrownBy(() -> read("ballast-balance-model/9\nxyz".getBytes(StandardCharsets.UTF_8)))
        .hasMessage(
            "some.model is a model of another version (ballast-balance-model/9), this program reads ballast-balance-model/1, fit again, or use the program that wrote it");
  }

  @Test
  void damagedFiles_areRefused() throws IOException {
    byte[] whole = bytes(model(Privacy.USUAL, 2));
    for (int length = 24; length < whole.length; length += whole.length / 40) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .hasMessage(
              "some.model is a damaged model, it must be whole, fit again with --save-model");
    }
    for (int at = 40; at < whole.length; at += whole.length / 60) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      assertThatThrownBy(() -> read(flipped)).hasMessageContaining("some.model is a damaged model");
    }
  }

  @Test
  void newProcess_drawsTheSameRowsFromTheFile(@TempDir Path folder)
      throws IOException, InterruptedException {
    Model model = model(Privacy.USUAL, 2);
    Path file = folder.resolve("clinic.model");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFile.write(model, out);
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Drawer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String drawn = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(drawn).isEqualTo(new Rows(draw(model)).all().toString());
  }

  /** Draws from a model file in a process of its own. */
  static final class Drawer {
    private Drawer() {}

    public static void main(String[] arguments) throws IOException {
      try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
        System.out.write(
            new Rows(draw(ModelFile.read(in, arguments[0])))
                .all()
                .toString()
                .getBytes(StandardCharsets.UTF_8));
        System.out.flush();
      }
    }
  }
}
