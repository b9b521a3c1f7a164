package io.ballast.balance.synthesis;

import io.ballast.balance.columns.CodedColumn;

/**
 * A variable with the levels of the training rows.
 *
 * @param variable the variable
 * @param codes level of each row, -1 is missing; not copied
 */
record Drawable(Variable variable, int[] codes) {

  static Drawable of(Source source, CodedColumn coded) {
    return new Drawable(Variable.of(source, coded), coded.codes());
  }

  Source source() {
    return variable.source();
  }
}
