package io.ballast.server;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.embedded.EmbeddedEventStore;
import io.ballast.eventstore.embedded.StoreOptions;
import io.ballast.server.access.Access;
import io.ballast.server.access.Audit;
import io.ballast.server.access.SignedLinks;
import io.ballast.server.platform.DataFolder;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Ids;
import io.ballast.server.platform.ServerConfig;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stores that every feature works with. */
@Configuration(proxyBeanMethods = false)
class ServerWiring {

  @Bean
  DataFolder dataFolder(ServerConfig config) {
    return DataFolder.hold(config.data());
  }

  @Bean
  Database database(DataFolder folder) {
    return Database.open(folder.database());
  }

  @Bean
  Access access(Database database, Ids ids, InstantSource clock, ServerConfig config) {
    return Access.open(database, ids, clock, config.adminToken());
  }

  @Bean
  SignedLinks signedLinks(Access access, InstantSource clock) {
    return new SignedLinks(access.installation(), clock);
  }

  @Bean
  Audit audit(Ids ids, InstantSource clock) {
    return new Audit(ids, clock);
  }

  @Bean
  EventStore events(
      DataFolder folder, Database database, InstantSource clock, ServerConfig config) {
    StoreOptions options =
        StoreOptions.in(folder.events())
            .withClock(clock.withZone(ZoneOffset.UTC))
            .withMachine(config.eventStoreBytes(), Runtime.getRuntime().availableProcessors());
    return EmbeddedEventStore.open(options, database.writerSource());
  }
}
