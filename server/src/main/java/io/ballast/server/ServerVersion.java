package io.ballast.server;

/**
 * The version of Ballast.
 *
 * @param text such as {@code 0.1.0}
 */
record ServerVersion(String text) {}
