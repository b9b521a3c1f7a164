package io.ballast.report;

/**
 * What the terminal can show.
 *
 * @param unicode whether characters outside ASCII may be written
 * @param colour whether ANSI colours may be written
 */
public record TextOptions(boolean unicode, boolean colour) {}
