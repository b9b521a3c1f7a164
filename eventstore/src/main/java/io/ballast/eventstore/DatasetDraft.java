package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

/**
 * What a new version of a data set is.
 *
 * @param name of the data set; a known name gets the next version
 * @param schema of its rows; versions of one name may differ
 * @param origin how it came to be, shown to people
 */
public record DatasetDraft(String name, EventSchema schema, String origin) {
  public DatasetDraft {
    Names.check("data set", name);
    requireNonNull(schema, "schema");
    requireNonNull(origin, "origin");
  }
}
