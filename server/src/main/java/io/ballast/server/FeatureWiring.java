package io.ballast.server;

import io.ballast.eventstore.EventStore;
import io.ballast.server.access.Access;
import io.ballast.server.access.Audit;
import io.ballast.server.access.SignedLinks;
import io.ballast.server.catalog.BaselineRoutes;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.CountBins;
import io.ballast.server.catalog.DeleteModel;
import io.ballast.server.catalog.EnvironmentRoutes;
import io.ballast.server.catalog.ModelRoutes;
import io.ballast.server.catalog.ProjectRoutes;
import io.ballast.server.ingest.DeleteEvents;
import io.ballast.server.ingest.EventCounts;
import io.ballast.server.ingest.EventList;
import io.ballast.server.ingest.EventRoutes;
import io.ballast.server.ingest.FactoryRoutes;
import io.ballast.server.ingest.FileDepot;
import io.ballast.server.ingest.FileParts;
import io.ballast.server.ingest.FileRoutes;
import io.ballast.server.ingest.LabelList;
import io.ballast.server.ingest.Publications;
import io.ballast.server.ingest.PublishFile;
import io.ballast.server.ingest.UpdateFile;
import io.ballast.server.measure.HistogramRoutes;
import io.ballast.server.measure.Measurements;
import io.ballast.server.measure.MetricRoutes;
import io.ballast.server.measure.QueryRoutes;
import io.ballast.server.measure.RollUpKeeper;
import io.ballast.server.measure.RowRoutes;
import io.ballast.server.measure.SummaryRoutes;
import io.ballast.server.platform.DataFolder;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Ids;
import io.ballast.server.platform.JobHandler;
import io.ballast.server.platform.Jobs;
import io.ballast.server.platform.ServerConfig;
import io.ballast.server.web.JobRoutes;
import io.ballast.server.web.LaterRoutes;
import io.ballast.server.web.Replies;
import io.ballast.server.web.Routes;
import io.ballast.server.web.SystemRoutes;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The features: what answers, and what works in the background. */
@Configuration(proxyBeanMethods = false)
class FeatureWiring {

  @Bean
  Replies replies(Database database, InstantSource clock) {
    return new Replies(database, clock);
  }

  @Bean
  Catalog catalog(
      Database database,
      EventStore events,
      Access access,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    return new Catalog(database, events, access, audit, ids, clock);
  }

  @Bean
  FileDepot fileDepot(
      DataFolder folder, Database database, Ids ids, InstantSource clock, ServerConfig config) {
    return new FileDepot(folder, database, ids, clock, config.maxUploadBytes());
  }

  @Bean
  Publications publications(DataFolder folder, Ids ids, InstantSource clock) {
    return Publications.open(folder.publications(), ids, clock);
  }

  @Bean
  EventCounts eventCounts() {
    return new EventCounts();
  }

  @Bean
  PublishFile publishFile(
      Catalog catalog, EventStore events, EventCounts counts, Database database, FileDepot depot) {
    return new PublishFile(catalog, events, counts, database, depot);
  }

  @Bean
  UpdateFile updateFile(Catalog catalog, EventStore events, EventCounts counts, FileDepot depot) {
    return new UpdateFile(catalog, events, counts, depot);
  }

  @Bean
  DeleteEvents deleteEvents(EventStore events) {
    return new DeleteEvents(events);
  }

  @Bean
  DeleteModel deleteModel(EventStore events) {
    return new DeleteModel(events);
  }

  @Bean
  CountBins countBins(EventStore events) {
    return new CountBins(events);
  }

  @Bean
  Jobs jobs(Database database, InstantSource clock, List<JobHandler> handlers) {
    return new Jobs(database, clock, handlers);
  }

  @Bean
  Routes systemRoutes(Access access, SignedLinks links, ServerVersion version) {
    return new SystemRoutes(access.installation(), links, version.text());
  }

  @Bean
  Routes jobRoutes(Jobs jobs) {
    return new JobRoutes(jobs);
  }

  @Bean
  Routes projectRoutes(Catalog catalog, Replies replies) {
    return new ProjectRoutes(catalog, replies);
  }

  @Bean
  Routes modelRoutes(Catalog catalog, Replies replies, Jobs jobs) {
    return new ModelRoutes(catalog, replies, jobs);
  }

  @Bean
  Routes environmentRoutes(Catalog catalog) {
    return new EnvironmentRoutes(catalog);
  }

  @Bean
  Routes baselineRoutes(Catalog catalog, Replies replies) {
    return new BaselineRoutes(catalog, replies);
  }

  @Bean
  Routes fileRoutes(FileDepot depot, ServerConfig config) {
    return new FileRoutes(depot, config.maxUploadBytes());
  }

  @Bean
  Routes fileParts(FileDepot depot, ServerConfig config) {
    return new FileParts(depot, config.maxUploadBytes());
  }

  @Bean
  Routes laterRoutes() {
    return new LaterRoutes();
  }

  @Bean
  Routes factoryRoutes(FileDepot depot) {
    return new FactoryRoutes(depot);
  }

  @Bean
  EventRoutes.Parts eventParts(
      Catalog catalog,
      Database database,
      Jobs jobs,
      FileDepot depot,
      EventList list,
      LabelList labels,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    return new EventRoutes.Parts(catalog, database, jobs, depot, list, labels, audit, ids, clock);
  }

  @Bean
  EventList eventList(
      EventStore events, EventCounts counts, Publications publications, InstantSource clock) {
    return new EventList(events, counts, publications, clock);
  }

  @Bean
  LabelList labelList(EventStore events, EventCounts counts, Publications publications) {
    return new LabelList(events, counts, publications);
  }

  @Bean
  Routes eventRoutes(EventRoutes.Parts parts) {
    return new EventRoutes(parts);
  }

  @Bean
  Routes metricRoutes(Catalog catalog) {
    return new MetricRoutes(catalog);
  }

  @Bean
  Routes histogramRoutes(Catalog catalog, EventStore events) {
    return new HistogramRoutes(catalog, events);
  }

  @Bean
  Routes rowRoutes(Catalog catalog, EventStore events) {
    return new RowRoutes(catalog, events);
  }

  @Bean
  Routes summaryRoutes(Catalog catalog, EventStore events) {
    return new SummaryRoutes(catalog, events);
  }

  @Bean
  Measurements measurements(Database database) {
    return new Measurements(database);
  }

  @Bean
  RollUpKeeper rollUpKeeper(
      Catalog catalog, EventStore events, Measurements measurements, InstantSource clock) {
    return new RollUpKeeper(catalog, events, measurements, clock);
  }

  @Bean
  Routes queryRoutes(
      Catalog catalog,
      EventStore events,
      Measurements measurements,
      Access access,
      InstantSource clock,
      ServerVersion version) {
    return new QueryRoutes(
        catalog, events, measurements, access.installation(), clock, version.text());
  }
}
