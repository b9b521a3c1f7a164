package io.ballast.server;

import io.ballast.eventstore.EventStore;
import io.ballast.server.access.Access;
import io.ballast.server.access.Audit;
import io.ballast.server.access.AuditTrail;
import io.ballast.server.access.Sessions;
import io.ballast.server.access.SignedLinks;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.measure.Measurements;
import io.ballast.server.measure.WholeDrift;
import io.ballast.server.measure.WindowFigures;
import io.ballast.server.pages.Backing;
import io.ballast.server.pages.PageDispatcher;
import io.ballast.server.pages.Pages;
import io.ballast.server.platform.DataFolder;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Jobs;
import io.ballast.server.platform.ServerConfig;
import io.ballast.server.web.Dispatcher;
import io.ballast.server.web.EnvelopeErrorValve;
import io.ballast.server.web.Inside;
import io.ballast.server.web.MetricsText;
import io.ballast.server.web.OperationRoutes;
import io.ballast.server.web.Replies;
import io.ballast.server.web.RequestCounts;
import io.ballast.server.web.RouteTable;
import io.ballast.server.web.Routes;
import io.ballast.server.web.TokenRoutes;
import io.ballast.tables.ProblemException;
import jakarta.servlet.MultipartConfigElement;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.HttpRequestHandlerAdapter;

/** HTTP: Tomcat, one servlet, one handler that knows the routes. */
@Configuration(proxyBeanMethods = false)
class HttpWiring {

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

  @Bean
  RouteTable routeTable(List<Routes> features) {
    return new RouteTable(features);
  }

  @Bean
  RequestCounts requestCounts() {
    return new RequestCounts();
  }

  @Bean
  Routes operationRoutes(
      List<MetricsText> counts, Database database, Jobs jobs, ServerConfig config) {
    return new OperationRoutes(counts, new AuditTrail(database), jobs, config);
  }

  @Bean
  Dispatcher dispatcher(
      RouteTable table,
      Access access,
      SignedLinks links,
      Replies replies,
      RequestCounts counts,
      ServerConfig config) {
    return new Dispatcher(table, access, links, replies, counts, config.maxRequestBytes());
  }

  @Bean
  Routes tokenRoutes(Access access, Audit audit) {
    return new TokenRoutes(access, audit);
  }

  @Bean
  Sessions sessions(Database database, Access access, SignedLinks links, InstantSource clock) {
    return new Sessions(database, access, links, clock);
  }

  @Bean
  WholeDrift wholeDrift(
      Catalog catalog,
      EventStore events,
      Measurements measurements,
      InstantSource clock,
      ServerVersion version) {
    return new WholeDrift(catalog, events, measurements, clock, version.text());
  }

  @Bean
  WindowFigures windowFigures(
      Catalog catalog,
      EventStore events,
      Measurements measurements,
      InstantSource clock,
      ServerVersion version) {
    return new WindowFigures(catalog, events, measurements, clock, version.text());
  }

  @Bean
  Backing backing(
      Sessions sessions,
      RouteTable table,
      RequestCounts counts,
      Access access,
      Catalog catalog,
      EventStore events,
      WholeDrift drift,
      WindowFigures figures,
      InstantSource clock,
      ServerConfig config) {
    return new Backing(
        sessions,
        access.installation(),
        config.tls() != null || config.behindProxy(),
        new Inside(table, config.maxRequestBytes()),
        counts,
        catalog,
        events,
        drift,
        figures,
        clock);
  }

  @Bean
  PageDispatcher pages(Backing backing, ServerVersion version) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Version", version.text());
    facts.put("Java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
    return Pages.dispatcher(backing, facts);
  }

  @Bean
  TomcatServletWebServerFactory webServer(ServerConfig config) throws UnknownHostException {
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(config.port());
    factory.setAddress(InetAddress.getByName(config.host()));
    factory.setShutdown(Shutdown.GRACEFUL);
    factory.setRegisterDefaultServlet(false);
    factory.addContextCustomizers(
        context ->
            ((StandardHost) context.getParent())
                .setErrorReportValveClass(EnvelopeErrorValve.class.getName()));
    factory.addConnectorCustomizers(
        connector -> {
          connector.setProperty("keepAliveTimeout", Long.toString(KEEP_ALIVE.toMillis()));
          connector.setProperty("maxKeepAliveRequests", "-1");
          connector.setProperty(
              "socket.appWriteBufSize", Integer.toString(Dispatcher.BUFFER_BYTES));
          // The envelope is read by hand; forms are not.
          connector.setMaxPostSize(1 << 20);
        });
    ServerConfig.Tls tls = config.tls();
    if (tls != null) {
      factory.setSsl(Ssl.forBundle("server"));
      factory.setSslBundles(
          new org.springframework.boot.ssl.DefaultSslBundleRegistry("server", bundle(tls)));
    }
    return factory;
  }

  private static SslBundle bundle(ServerConfig.Tls tls) {
    PemSslStoreBundle stores =
        new PemSslStoreBundle(
            PemSslStoreDetails.forCertificate("file:" + tls.certificate())
                .withPrivateKey("file:" + tls.key()),
            null);
    try {
      KeyStore unused = stores.getKeyStore();
    } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
      throw ProblemException.input(
          "--tls-cert " + tls.certificate() + " with --tls-key " + tls.key(),
          "they are not a certificate in PEM and its key: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "give the chain and the unencrypted private key as PEM files");
    }
    return SslBundle.of(stores);
  }

  @Bean
  DispatcherServlet dispatcherServlet(ApplicationContext context) {
    DispatcherServlet servlet = new DispatcherServlet((WebApplicationContext) context);
    servlet.setDispatchOptionsRequest(true);
    servlet.setDispatchTraceRequest(true);
    return servlet;
  }

  @Bean
  ServletRegistrationBean<DispatcherServlet> servlet(
      DispatcherServlet dispatcher, DataFolder folder, ServerConfig config) {
    ServletRegistrationBean<DispatcherServlet> registration =
        new ServletRegistrationBean<>(dispatcher, "/");
    registration.setLoadOnStartup(1);
    registration.setMultipartConfig(
        new MultipartConfigElement(
            folder.incoming().toAbsolutePath().toString(),
            config.maxUploadBytes(),
            config.maxUploadBytes() + (1 << 20),
            0));
    return registration;
  }

  @Bean
  SimpleUrlHandlerMapping mapping(Dispatcher dispatcher, PageDispatcher pages, RouteTable table) {
    HttpRequestHandler front =
        (request, response) -> {
          boolean isPage = PageDispatcher.isPage(request) && !table.knows(request.getRequestURI());
          (isPage ? pages : dispatcher).handleRequest(request, response);
        };
    SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/**", front));
    mapping.setOrder(0);
    return mapping;
  }

  @Bean
  HttpRequestHandlerAdapter adapter() {
    return new HttpRequestHandlerAdapter();
  }
}
