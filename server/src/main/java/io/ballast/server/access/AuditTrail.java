package io.ballast.server.access;

import io.ballast.server.platform.Database;
import java.util.List;

/** Reads the audit trail. */
public final class AuditTrail {

  private final Database database;

  /** The trail of that database. */
  public AuditTrail(Database database) {
    this.database = database;
  }

  /** The newest rows, newest first. */
  public List<AuditRow> newest(int limit) {
    return database.read(sql -> AccessStore.newestRows(sql, limit));
  }
}
