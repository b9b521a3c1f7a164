package io.ballast.balance.synthesis;

import io.ballast.balance.structure.Role.Regenerated.Kind;
import io.ballast.tables.ColumnType;

/** The bytes that stand for kinds of things in a model file; they never change their meaning. */
final class ModelCodes {

  static final byte DRAWN = 0;
  static final byte CONSTANT = 1;
  static final byte REGENERATED = 2;
  static final byte LOOKED_UP = 3;
  static final byte COMPUTED = 4;
  static final byte ABOVE = 5;

  static final byte NO_PATTERN = 0;
  static final byte STEPS = 1;
  static final byte RANGE = 2;
  static final byte SHAPES = 3;

  static final byte TEXTS = 0;
  static final byte WHOLES = 1;
  static final byte NUMBERS = 2;

  static final byte VALUE = 0;
  static final byte DISTANCE = 1;
  static final byte BIN = 2;

  private static final ColumnType[] TYPES = {
    ColumnType.INTEGER,
    ColumnType.FLOATING,
    ColumnType.BOOLEAN,
    ColumnType.TIMESTAMP,
    ColumnType.CATEGORY,
    ColumnType.TEXT,
    ColumnType.MISSING
  };

  private static final Privacy[] PRIVACIES = {Privacy.USUAL, Privacy.PRIVATE, Privacy.CLOSE};

  private static final Kind[] KINDS = {Kind.INDEX, Kind.KEY, Kind.GROUP_KEY, Kind.FREE_TEXT};

  private ModelCodes() {}

  static byte of(ColumnType type) {
    return position(TYPES, type);
  }

  static byte of(Privacy privacy) {
    return position(PRIVACIES, privacy);
  }

  static byte of(Kind kind) {
    return position(KINDS, kind);
  }

  static ColumnType columnType(byte code) {
    return at(TYPES, code);
  }

  static Privacy privacy(byte code) {
    return at(PRIVACIES, code);
  }

  static Kind kind(byte code) {
    return at(KINDS, code);
  }

  private static <T> byte position(T[] all, T wanted) {
    for (byte i = 0; i < all.length; i++) {
      if (all[i] == wanted) {
        return i;
      }
    }
    throw new IllegalArgumentException(wanted + " has no code");
  }

  private static <T> T at(T[] all, byte code) {
    if (code < 0 || code >= all.length) {
      throw new IllegalArgumentException("code " + code);
    }
    return all[code];
  }
}
