package io.ballast.server.access;

import io.ballast.server.platform.Ids;
import io.ballast.server.platform.Times;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes one audit row for each change, in the change's own transaction. */
public final class Audit {

  private final Ids ids;
  private final InstantSource clock;

  /** An audit trail with ids and times from there. */
  public Audit(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Notes a change. */
  public void note(
      JdbcClient transaction,
      Principal principal,
      String action,
      String kind,
      UUID id,
      String name) {
    note(transaction, principal, action, kind, id, name, "{}");
  }

  /** Notes a change with details, a JSON object without payload data. */
  public void note(
      JdbcClient transaction,
      Principal principal,
      String action,
      String kind,
      UUID id,
      String name,
      String detail) {
    AccessStore.insert(
        transaction,
        new AuditRow(
            ids.next(),
            Times.now(clock),
            principal.id(),
            action,
            kind,
            id.toString(),
            name,
            detail));
  }
}
