package io.ballast.stats.trees;

/**
 * A target of classes.
 *
 * @param classes the class of each row, in [0, size); not copied
 * @param size number of classes, at least 1
 * @param ordered whether the classes ascend with a value (a number cut into classes)
 */
public record ClassTarget(int[] classes, int size, boolean ordered) {

  int of(int row) {
    return classes[row];
  }
}
