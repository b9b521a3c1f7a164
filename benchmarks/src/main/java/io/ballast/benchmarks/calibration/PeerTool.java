package io.ballast.benchmarks.calibration;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Another monitor, in a Python of its own: it is told of files of samples, one line each, and
 * answers how many of a file's trials it calls drift by its defaults.
 *
 * <p>A file holds, for each trial, the rows of the reference and then those of the window, as
 * doubles, little-endian; categories as their number.
 */
public final class PeerTool implements AutoCloseable {

  private final String name;
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  private final Path complaints;

  /**
   * Starts a tool.
   *
   * @param name of the tool
   * @param python that has it
   * @param script that speaks for it
   */
  public PeerTool(String name, String python, Path script) throws IOException {
    this.name = name;
    complaints = Files.createTempFile("ballast-bench", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(python, script.toString()).redirectError(complaints.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("NML_DISABLE_USAGE_LOGGING", "1");
    builder.environment().put("DO_NOT_TRACK", "1");
    process = builder.start();
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The name of the tool. */
  public String name() {
    return name;
  }

  /**
   * The trials of a file that the tool calls drift.
   *
   * @param trial whose samples the file holds
   * @param chunk rows of a chunk of the reference, for a tool that learns from chunks
   * @param allMethods whether its other methods are counted too
   * @return by the tool's name of a method, its default first
   */
  Map<String, Long> count(Path file, int trials, SampledTrial trial, int chunk, boolean allMethods)
      throws IOException {
    ask(
        "%s %s %d %d %d %d %s%n"
            .formatted(
                file,
                trial.isOfLevels() ? "categories" : "numbers",
                trials,
                trial.scenario().referenceRows(),
                trial.scenario().windowRows(),
                chunk,
                allMethods ? "all" : "default"));
    String line = answers.readLine();
    while (line != null && !line.startsWith("drift ")) {
      line = answers.readLine();
    }
    if (line == null) {
      throw new IOException(name + " ended: " + Files.readString(complaints).strip());
    }
    List<String> words = List.of(line.split(" ", -1));
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 1; i + 1 < words.size(); i += 2) {
      counts.put(words.get(i), Long.parseLong(words.get(i + 1)));
    }
    return counts;
  }

  /** A tool that has ended takes no question, and is told by its answer that does not come. */
  private void ask(String question) {
    try {
      questions.write(question);
      questions.flush();
    } catch (IOException e) {
      process.destroy();
    }
  }

  /** Writes the samples of the first trials of a cell. */
  static void write(Path file, SampledTrial trial, int trials, long seed, String cell)
      throws IOException {
    try (var out = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      for (int window = 0; window < trials; window++) {
        Sample sample = trial.sample(Draws.of(seed, cell, window));
        for (Sample.Rows side : List.of(sample.reference(), sample.window())) {
          ByteBuffer bytes =
              ByteBuffer.allocate(Double.BYTES * side.values().length)
                  .order(ByteOrder.LITTLE_ENDIAN);
          bytes.asDoubleBuffer().put(side.values());
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
        }
      }
    }
  }

  /** Ends the tool. */
  @Override
  public void close() throws IOException {
    process.destroy();
    answers.close();
    Files.deleteIfExists(complaints);
  }
}
