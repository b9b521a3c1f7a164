package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.BinSetKey;
import io.ballast.eventstore.BinSetStatus;
import io.ballast.eventstore.DatasetDraft;
import io.ballast.eventstore.DatasetInfo;
import io.ballast.eventstore.DatasetSource;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.DeletionReceipt;
import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventSet;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ExpiryReport;
import io.ballast.eventstore.FileBatch;
import io.ballast.eventstore.FillReport;
import io.ballast.eventstore.IntegritySeries;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.NewDataset;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.Retention;
import io.ballast.eventstore.RollUps;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.SealReport;
import io.ballast.eventstore.SetStatus;
import io.ballast.eventstore.SlotSeries;
import io.ballast.eventstore.SweepReport;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.files.DuckDbException;
import io.ballast.tables.Table.BatchConsumer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The embedded engine: one process, one folder. Hot events and roll-ups in DuckDB, closed days in
 * Parquet files, the manifest in a metadata database.
 */
public final class EmbeddedEventStore implements EventStore {

  private final StoreFolder folder;
  private final HotDatabase hot;
  private final Manifest manifest;
  private final Writer writer;
  private final Scanner scanner;
  private final Catalogue catalogue;
  private final Loader loader;
  private final RollUpCounter counter;
  private final RollUpAnswers counts;
  private final SumAnswers sums;
  private final Sealer sealer;
  private final Expirer expirer;
  private final Deleter deleter;
  private final Datasets datasets;
  private final Transfer transfer;
  private final Recovery recovery;
  private final List<String> damage = new CopyOnWriteArrayList<>();

  private EmbeddedEventStore(StoreFolder folder, StoreOptions options, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    this.hot = HotDatabase.open(folder, options, manifest);
    try {
      int tables = Recovery.tables(hot, manifest);
      FileLeases leases = new FileLeases();
      this.scanner = new Scanner(hot, manifest, folder, leases);
      WriterContext context = new WriterContext(hot, manifest, scanner, options);
      this.writer = new Writer(context, options.queueRows());
      Structure structure = new Structure(writer, context, folder, leases);
      this.counter = new RollUpCounter(scanner, manifest, writer, context);
      this.counts = new RollUpAnswers(scanner, manifest);
      this.sums = new SumAnswers(scanner, manifest);
      this.loader = new Loader(hot, manifest, writer, context);
      this.catalogue = new Catalogue(structure, counter);
      this.sealer = new Sealer(structure);
      this.expirer = new Expirer(structure, counter);
      UnindexedParts unindexed = new UnindexedParts(structure);
      this.deleter = new Deleter(structure, counter, unindexed);
      this.datasets = new Datasets(structure, loader);
      this.transfer = new Transfer(scanner, manifest, hot, loader);
      this.recovery = new Recovery(structure, unindexed);
      writer.start();
      recovery.finish(sealer, expirer, deleter);
      KnownBatches.forgetOld(writer, context);
      SweepReport unused = recovery.sweep(tables, false, damage);
    } catch (RuntimeException e) {
      hot.close();
      throw e;
    }
  }

  /** Opens the store of a folder with a manifest of its own there. */
  public static EmbeddedEventStore open(StoreOptions options) {
    StoreFolder folder = StoreFolder.open(options.folder());
    return open(folder, options, ManifestDatabase.sqlite(folder.manifestFile()));
  }

  /**
   * Opens the store of a folder whose manifest is kept in a metadata database.
   *
   * @param metadata gives connections; its tables whose names begin with {@code event_} are the
   *     store's and are made when missing
   */
  public static EmbeddedEventStore open(StoreOptions options, DataSource metadata) {
    return open(StoreFolder.open(options.folder()), options, metadata);
  }

  private static EmbeddedEventStore open(
      StoreFolder folder, StoreOptions options, DataSource metadata) {
    try {
      return new EmbeddedEventStore(folder, options, Manifest.open(metadata));
    } catch (DuckDbException e) {
      folder.close();
      throw StoreProblems.of(e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private SetRecord record(EventSet set) {
    return manifest.find(set).orElseThrow(() -> Problems.unknownSet(set));
  }

  private static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (DuckDbException e) {
      throw StoreProblems.of(e);
    }
  }

  private static void told(Runnable work) {
    boolean unused =
        told(
            () -> {
              work.run();
              return true;
            });
  }

  @Override
  public void register(ModelVersion model, EventSchema schema) {
    told(() -> catalogue.register(model, schema));
  }

  @Override
  public Optional<EventSchema> schema(EventSet set) {
    return manifest.find(set).map(record -> record.schema().schema());
  }

  @Override
  public List<ModelVersion> models() {
    return manifest.sets().stream()
        .filter(record -> record.set() instanceof ModelVersion)
        .map(record -> (ModelVersion) record.set())
        .toList();
  }

  @Override
  public void drop(EventSet set) {
    told(() -> catalogue.drop(set));
  }

  @Override
  public void retain(ModelVersion model, Retention retention) {
    manifest.retain(record(model), retention);
  }

  @Override
  public Receipt ingest(EventBatch batch) {
    BatchChecks.check(batch, record(batch.model()).schema());
    return told(() -> writer.store(batch));
  }

  @Override
  public Receipt ingestFile(FileBatch batch, TaskControl control) {
    return told(() -> loader.ingest(batch, control));
  }

  @Override
  public Receipt update(UpdateBatch batch) {
    BatchChecks.check(batch, record(batch.model()).schema());
    return told(() -> writer.store(batch));
  }

  @Override
  public DeletionReceipt delete(ModelVersion model, List<String> eventIds, TaskControl control) {
    return told(() -> deleter.delete(record(model), eventIds, control));
  }

  @Override
  public DeletionReceipt delete(ModelVersion model, TimeWindow window, TaskControl control) {
    return told(() -> deleter.delete(record(model), window, control));
  }

  @Override
  public DeletionReceipt erase(EventSet set, List<String> eventIds, TaskControl control) {
    return told(() -> deleter.erase(record(set), eventIds, control));
  }

  @Override
  public Map<ProblemCode, Long> refusals(ModelVersion model) {
    long id = record(model).id();
    return told(() -> hot.reading(connection -> Refusals.read(connection, id)));
  }

  @Override
  public void scan(ScanRequest request, BatchConsumer consumer, TaskControl control) {
    told(() -> scanner.scan(request, consumer, control));
  }

  @Override
  public long count(ScanRequest request, TaskControl control) {
    return told(() -> scanner.count(request, control));
  }

  @Override
  public void addBinSets(ModelVersion model, List<BinSet> binSets) {
    told(() -> catalogue.addBinSets(model, binSets));
  }

  @Override
  public void dropBinSets(ModelVersion model, String name) {
    told(() -> counter.dropBinSets(record(model), name));
  }

  @Override
  public List<BinSetStatus> binSets(ModelVersion model) {
    return told(() -> counts.binSets(model));
  }

  @Override
  public FillReport fill(ModelVersion model, TaskControl control) {
    return told(() -> counter.fill(model, control));
  }

  @Override
  public FillReport refresh(ModelVersion model, TaskControl control) {
    return told(() -> counter.refresh(model, control));
  }

  @Override
  public long changes(ModelVersion model) {
    return told(() -> counter.changes(model));
  }

  @Override
  public NavigableMap<Integer, Long> dirtyHours(ModelVersion model) {
    return told(() -> counter.dirtyHours(model));
  }

  @Override
  public FillReport refresh(ModelVersion model, Set<Integer> hours, TaskControl control) {
    return told(() -> counter.refresh(model, hours, control));
  }

  @Override
  public RollUps rollUps(ModelVersion model, List<BinSetKey> keys, TimeWindow window) {
    return told(() -> counts.rollUps(model, keys, window));
  }

  @Override
  public SlotSeries traffic(ModelVersion model, TimeWindow window) {
    return told(() -> sums.traffic(model, window));
  }

  @Override
  public SlotSeries sums(ModelVersion model, String column, TimeWindow window) {
    return told(() -> sums.sums(model, column, window));
  }

  @Override
  public IntegritySeries integrity(ModelVersion model, String column, TimeWindow window) {
    return told(() -> sums.integrity(model, column, window));
  }

  @Override
  public IntegritySeries integrity(ModelVersion model, TimeWindow window) {
    return told(() -> sums.integrity(model, window));
  }

  @Override
  public NewDataset createDataset(DatasetDraft draft, DatasetSource source, TaskControl control) {
    return told(() -> datasets.create(draft, source, control));
  }

  @Override
  public List<DatasetInfo> datasets() {
    return manifest.sets().stream()
        .filter(record -> record.set() instanceof DatasetVersion)
        .map(
            record ->
                new DatasetInfo(
                    (DatasetVersion) record.set(),
                    record.schema().schema(),
                    record.parts().stream().mapToLong(SealedPart::rows).sum(),
                    record.origin(),
                    record.createdAt()))
        .sorted(
            Comparator.comparing((DatasetInfo info) -> info.version().name())
                .thenComparing(info -> info.version().version()))
        .toList();
  }

  @Override
  public SetStatus status(EventSet set) {
    return told(() -> catalogue.status(record(set)));
  }

  @Override
  public SealReport seal(TaskControl control) {
    return told(() -> sealer.seal(control));
  }

  @Override
  public ExpiryReport expire(TaskControl control) {
    return told(() -> expirer.expire(control));
  }

  @Override
  public SweepReport sweep() {
    return told(() -> recovery.sweep(0, true, damage));
  }

  @Override
  public List<String> damage() {
    return List.copyOf(damage);
  }

  @Override
  public long export(EventSet set, Path file, TaskControl control) {
    return told(() -> transfer.export(record(set), file, control));
  }

  @Override
  public Receipt importEvents(ModelVersion model, Path file, TaskControl control) {
    return told(() -> transfer.importEvents(this, model, file, control));
  }

  @Override
  public void close() {
    writer.close();
    hot.close();
    folder.close();
  }
}
