package io.ballast.eventstore;

import java.util.Optional;

/**
 * What became of a {@link DatasetDraft}.
 *
 * @param version empty when rows were refused and {@link OnRowProblem#REFUSE_FILE} was asked for
 * @param receipt its rows; {@code unchanged} counts repeated event ids with equal values
 */
public record NewDataset(Optional<DatasetVersion> version, Receipt receipt) {}
