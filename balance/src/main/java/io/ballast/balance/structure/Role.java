package io.ballast.balance.structure;

import java.util.List;

/** How the values of a generated column come about. */
public sealed interface Role {

  /** Drawn from a tree. */
  record Drawn() implements Role {}

  /** One and the same value, or none, in each row. */
  record Constant() implements Role {}

  /**
   * Made anew, so that no value of the input comes back.
   *
   * @param kind why
   */
  record Regenerated(Kind kind) implements Role {
    /** Why values are made anew. */
    public enum Kind {
      /** Whole numbers with one step from row to row. */
      INDEX("index-like"),
      /** No value, or hardly one, is there twice. */
      KEY("a key"),
      /** Names a group of rows, such as the visits of a patient. */
      GROUP_KEY("a group key"),
      /** Texts that mostly differ. */
      FREE_TEXT("free text");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      /** The kind in words. */
      public String words() {
        return words;
      }
    }
  }

  /** Follows from another column by a function. */
  record LookedUp(Function function) implements Role {}

  /** Computed from other columns. */
  record Computed(Sum sum) implements Role {}

  /**
   * Drawn as a distance above another column, 0 or more.
   *
   * @param low the other column
   */
  record Above(int low) implements Role {}

  /**
   * A dependency in words.
   *
   * @param kind {@code function}, {@code sum}, {@code order} or {@code pairs}
   * @param columns names of its columns
   * @param text what holds
   */
  record Dependency(String kind, List<String> columns, String text) {
    public Dependency {
      columns = List.copyOf(columns);
    }
  }
}
