package io.ballast.server.catalog;

import io.ballast.eventstore.DatasetInfo;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.server.access.Access;
import io.ballast.server.access.Audit;
import io.ballast.server.access.Installation;
import io.ballast.server.access.Principal;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Ids;
import io.ballast.server.platform.Times;
import io.ballast.server.web.ApiException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The door of the catalog: what is monitored, by id and name. */
public final class Catalog {

  private final Database database;
  private final EventStore events;
  private final Access access;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  /** A catalog in that database, of events in that store. */
  public Catalog(
      Database database,
      EventStore events,
      Access access,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.events = events;
    this.access = access;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  Database database() {
    return database;
  }

  EventStore events() {
    return events;
  }

  Audit audit() {
    return audit;
  }

  Installation installation() {
    return access.installation();
  }

  UUID newId() {
    return ids.next();
  }

  long now() {
    return Times.now(clock);
  }

  Principal principal(UUID id) {
    return access
        .principal(id)
        .orElseThrow(() -> new IllegalStateException("principal " + id + " is gone"));
  }

  List<Project> projects() {
    return database.read(ProjectStore::all);
  }

  /**
   * A project by id.
   *
   * @throws ApiException if there is none
   */
  public Project project(UUID id) {
    return database
        .read(sql -> ProjectStore.find(sql, id))
        .orElseThrow(() -> unknown("project", id));
  }

  /** All models, oldest first. */
  public List<Model> models() {
    return database.read(ModelStore::all);
  }

  /**
   * A model by id.
   *
   * @throws ApiException if there is none
   */
  public Model model(UUID id) {
    return database.read(sql -> ModelStore.find(sql, id)).orElseThrow(() -> unknown("model", id));
  }

  /** A model by id; empty when there is none. */
  public Optional<Model> findModel(UUID id) {
    return database.read(sql -> ModelStore.find(sql, id));
  }

  /** The environments of a model, oldest first. */
  public List<Environment> environments(UUID modelId) {
    return database.read(sql -> EnvironmentStore.ofModel(sql, modelId));
  }

  /** The environments of all models, oldest first. */
  public List<Environment> environments() {
    return database.read(EnvironmentStore::all);
  }

  /**
   * An environment by id.
   *
   * @throws ApiException if there is none
   */
  public Environment environment(UUID id) {
    return database
        .read(sql -> EnvironmentStore.find(sql, id))
        .orElseThrow(() -> unknown("environment", id));
  }

  /** The environment of a model's production. */
  public Environment production(UUID modelId) {
    return environments(modelId).stream()
        .filter(environment -> environment.type() == EnvironmentType.PRODUCTION)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("model " + modelId + " has no production"));
  }

  /** The baselines of all models, oldest first. */
  public List<Baseline> baselines() {
    return database.read(BaselineStore::all);
  }

  /** The baselines of a model, oldest first. */
  public List<Baseline> baselines(UUID modelId) {
    return database.read(sql -> BaselineStore.ofModel(sql, modelId));
  }

  /**
   * A baseline by id.
   *
   * @throws ApiException if there is none
   */
  public Baseline baseline(UUID id) {
    return database
        .read(sql -> BaselineStore.find(sql, id))
        .orElseThrow(() -> unknown("baseline", id));
  }

  private static ApiException unknown(String kind, UUID id) {
    return ApiException.notFound(
        kind + " " + id, "there is none of that id", "take the id from a list");
  }

  /**
   * Makes the environment of a data set whose rows are still to come, in a transaction.
   *
   * @throws ApiException if the model has one of that name
   */
  public Environment reserveDataset(JdbcClient transaction, Model model, String name) {
    boolean taken =
        EnvironmentStore.ofModel(transaction, model.id()).stream()
            .anyMatch(environment -> environment.name().equals(name));
    if (taken) {
      throw ApiException.conflict(
          "dataset '" + name + "' of model '" + model.name() + "'",
          "a dataset of that name exists already and does not change",
          "publish under another dataset_name");
    }
    Environment environment =
        Environment.empty(newId(), model.id(), name, EnvironmentType.PRE_PRODUCTION, now());
    EnvironmentStore.insert(transaction, environment);
    return environment;
  }

  /** Says where the rows of a data set are, and makes its static baseline, in a transaction. */
  public void fillDataset(
      JdbcClient transaction, Environment environment, DatasetVersion dataset, long rows) {
    long now = now();
    EnvironmentStore.fill(transaction, environment.id(), dataset, rows, now);
    if (BaselineStore.findByName(transaction, environment.modelId(), environment.name())
        .isEmpty()) {
      BaselineStore.insert(
          transaction,
          new Baseline(
              newId(),
              environment.modelId(),
              environment.id(),
              environment.name(),
              Baseline.Type.STATIC,
              null,
              null,
              false,
              null,
              null,
              rows,
              now,
              now));
    }
  }

  /** Gives the name of a data set free whose rows have not come, in a transaction. */
  public void releaseDataset(JdbcClient transaction, UUID environmentId) {
    EnvironmentStore.deleteEmpty(transaction, environmentId);
  }

  /**
   * Removes what the event store holds of models and data sets that the catalog does not know:
   * leftovers of a crash.
   *
   * @param openOrigins origins of data sets whose job goes on
   */
  public void sweep(Set<String> openOrigins) {
    Set<String> known = new HashSet<>();
    models().forEach(model -> known.add(model.id().toString()));
    for (ModelVersion model : events.models()) {
      if (!known.contains(model.id())) {
        events.drop(model);
      }
    }
    Set<DatasetVersion> datasets = new HashSet<>();
    environments().stream()
        .map(Environment::dataset)
        .filter(Objects::nonNull)
        .forEach(datasets::add);
    for (DatasetInfo info : events.datasets()) {
      if (!datasets.contains(info.version()) && !openOrigins.contains(info.origin())) {
        events.drop(info.version());
      }
    }
  }
}
