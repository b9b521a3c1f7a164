package io.ballast.eventstore;

/**
 * The production events of one version of a model.
 *
 * @param id chosen by the caller, unique in the store, 1 to 200 characters
 */
public record ModelVersion(String id) implements EventSet {
  public ModelVersion {
    Names.check("model version", id);
  }

  @Override
  public String label() {
    return "model version " + id;
  }
}
