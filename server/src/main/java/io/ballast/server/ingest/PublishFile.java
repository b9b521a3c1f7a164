package io.ballast.server.ingest;

import io.ballast.eventstore.DatasetDraft;
import io.ballast.eventstore.DatasetInfo;
import io.ballast.eventstore.DatasetSource;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.FileBatch;
import io.ballast.eventstore.FileLayout;
import io.ballast.eventstore.NewDataset;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.RowProblem;
import io.ballast.files.TableFiles;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Environment;
import io.ballast.server.catalog.EnvironmentType;
import io.ballast.server.catalog.Model;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Job;
import io.ballast.server.platform.JobHandler;
import io.ballast.server.platform.JobRun;
import io.ballast.tables.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The job that puts an uploaded file into the event store: as events of production, or as a data
 * set with a static baseline.
 *
 * <p>It may run again at any point: the batch of production is named after the job, and a data set
 * says in its origin which job made it.
 */
public final class PublishFile implements JobHandler {

  static final String KIND = "publish_file";

  private final Catalog catalog;
  private final EventStore events;
  private final EventCounts counts;
  private final Database database;
  private final FileDepot depot;

  /** A handler with those stores. */
  public PublishFile(
      Catalog catalog, EventStore events, EventCounts counts, Database database, FileDepot depot) {
    this.catalog = catalog;
    this.events = events;
    this.counts = counts;
    this.database = database;
    this.depot = depot;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    Job job = run.job();
    Model model = catalog.findModel(uuid(job, "model_id")).orElseThrow(() -> modelIsGone(job));
    Environment environment = catalog.environment(uuid(job, "environment_id"));
    StoredFile file = depot.whole(uuid(job, "file_id"));
    depot.requireModest(file);
    try {
      requireText(file);
      if (environment.type() == EnvironmentType.PRODUCTION) {
        production(run, model, file);
      } else {
        dataset(run, model, environment, file);
      }
    } catch (ProblemException e) {
      throw depot.named(e, file);
    }
  }

  /** Refuses what was taken for CSV and is no text. */
  private void requireText(StoredFile file) {
    if (file.type() != StoredFile.Type.CSV || file.sizeBytes() == 0) {
      return;
    }
    List<String> names = TableFiles.columnNames(depot.path(file), file.filename());
    if (names.stream().anyMatch(name -> name.chars().anyMatch(PublishFile::isNoText))) {
      throw ProblemException.input(
          file.filename() + " is neither CSV nor Parquet",
          "CSV is text in UTF-8 with a header, Parquet begins and ends with PAR1",
          "check how it was written");
    }
  }

  private static boolean isNoText(int character) {
    return character == 0xFFFD || (Character.isISOControl(character) && character != '\t');
  }

  private void production(JobRun run, Model model, StoredFile file) {
    Path path = depot.path(file);
    FileBatch batch =
        new FileBatch(
            model.events(),
            "job-" + run.job().id(),
            file.filename(),
            path,
            layout(file, model.time()),
            OnRowProblem.REFUSE_FILE);
    Receipt receipt = counts.events(events.ingestFile(batch, run.control()));
    require(receipt, file, model.time());
    run.extras().put("stored", receipt.stored()).put("unchanged", receipt.unchanged());
    boolean unused =
        database.write(
            sql -> {
              run.succeed(sql);
              return true;
            });
  }

  private void dataset(JobRun run, Model model, Environment environment, StoredFile file) {
    String origin = origin(run.job());
    Optional<DatasetInfo> made =
        events.datasets().stream().filter(info -> info.origin().equals(origin)).findFirst();
    DatasetVersion version;
    long rows;
    if (made.isPresent()) {
      version = made.get().version();
      rows = made.get().rows();
    } else {
      NewDataset created = create(run, model, environment, file, origin);
      require(created.receipt(), file, model.time());
      version = created.version().orElseThrow();
      rows = created.receipt().stored();
    }
    run.extras().put("stored", rows);
    boolean unused =
        database.write(
            sql -> {
              run.succeed(sql);
              catalog.fillDataset(sql, environment, version, rows);
              return true;
            });
  }

  /** Id and time of a row are taken where the file has them: a data set may be without. */
  private NewDataset create(
      JobRun run, Model model, Environment environment, StoredFile file, String origin) {
    Path path = depot.path(file);
    List<String> names = TableFiles.columnNames(path, file.filename());
    FileLayout layout = layout(file, present(model.time(), names));
    return events.createDataset(
        new DatasetDraft(environment.id().toString(), model.shape().eventSchema(), origin),
        new DatasetSource.OfFile(path, layout, OnRowProblem.REFUSE_FILE),
        run.control());
  }

  private static Model.EventColumns present(Model.EventColumns columns, List<String> names) {
    boolean hasId = columns.id() != null && names.contains(columns.id());
    boolean hasTime = columns.time() != null && names.contains(columns.time());
    return new Model.EventColumns(
        hasId ? columns.id() : null,
        hasTime ? columns.time() : null,
        hasTime ? columns.format() : null);
  }

  private static FileLayout layout(StoredFile file, Model.EventColumns columns) {
    return new FileLayout(
        file.type() == StoredFile.Type.PARQUET ? FileLayout.Format.PARQUET : FileLayout.Format.CSV,
        columns.id(),
        columns.time(),
        columns.format(),
        FileLayout.Fixed.NONE);
  }

  private static void require(Receipt receipt, StoredFile file, Model.EventColumns columns) {
    if (receipt.refused() == 0) {
      return;
    }
    String first =
        receipt.problems().stream()
            .findFirst()
            .map(problem -> shown(problem, columns))
            .orElse("see the log of the first run");
    throw ProblemException.input(
        receipt.refused()
            + " rows of "
            + file.filename()
            + " that cannot be stored ("
            + first
            + ")",
        "a file is stored whole or not at all",
        "mend these rows and publish the file again");
  }

  private static String shown(RowProblem problem, Model.EventColumns columns) {
    // The event store counts from 0, people from 1.
    String place = "row " + problem.row();
    String column =
        switch (problem.code()) {
          case NO_EVENT_ID -> columns.id();
          case NO_EVENT_TIME, FUTURE_TIME, EXPIRED_DAY -> columns.time();
          case CONFLICTING_EVENT, WRONG_TYPE, UNREADABLE_LINE -> null;
        };
    String row = "row " + (problem.row() + 1) + (column == null ? "" : " column " + column);
    String message = problem.message();
    return message.startsWith(place + " ")
        ? row + message.substring(place.length())
        : row + ": " + message;
  }

  /** What a data set says of the job that made it. */
  public static String origin(Job job) {
    return "job-" + job.id();
  }

  static ProblemException modelIsGone(Job job) {
    return ProblemException.input(
        "model " + job.input().path("model_id").asString(),
        "it was deleted before its data came",
        "make it again and publish to it");
  }

  private static UUID uuid(Job job, String name) {
    return UUID.fromString(job.input().path(name).asString());
  }

  @Override
  public void failed(JdbcClient transaction, Job job) {
    catalog.releaseDataset(transaction, uuid(job, "environment_id"));
  }
}
