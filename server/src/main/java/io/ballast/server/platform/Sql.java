package io.ballast.server.platform;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A statement with parameters of which some may be null. */
public final class Sql {

  private Sql() {}

  /**
   * Changes rows.
   *
   * @param parameters of the question marks, in order
   * @return the number of rows
   */
  public static int update(JdbcClient sql, String statement, @Nullable Object... parameters) {
    return sql.sql(statement).params(Arrays.asList(parameters)).update();
  }
}
