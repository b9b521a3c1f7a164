package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file of events that becomes visible as a whole or not at all.
 *
 * @param model the model version that they belong to
 * @param batchId as for {@link EventBatch}
 * @param source where they come from, shown to people
 * @param file read once, not changed
 * @param layout which columns hold what
 * @param onProblem what is done about bad rows
 */
public record FileBatch(
    ModelVersion model,
    String batchId,
    String source,
    Path file,
    FileLayout layout,
    OnRowProblem onProblem) {

  public FileBatch {
    requireNonNull(model, "model");
    Names.check("batch", batchId);
    requireNonNull(source, "source");
    requireNonNull(file, "file");
    requireNonNull(layout, "layout");
    requireNonNull(onProblem, "onProblem");
  }
}
