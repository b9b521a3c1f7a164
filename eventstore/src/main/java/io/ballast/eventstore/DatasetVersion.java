package io.ballast.eventstore;

/**
 * One immutable version of a named data set.
 *
 * @param name chosen by the caller, 1 to 200 characters
 * @param version from 1, given by the store
 */
public record DatasetVersion(String name, int version) implements EventSet {
  public DatasetVersion {
    Names.check("data set", name);
    if (version < 1) {
      throw new IllegalArgumentException("version " + version + " of a data set, from 1");
    }
  }

  @Override
  public String label() {
    return "data set " + name + " version " + version;
  }
}
