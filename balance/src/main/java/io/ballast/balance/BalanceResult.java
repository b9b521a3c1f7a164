package io.ballast.balance;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.synthesis.Model;

/**
 * What a table became.
 *
 * @param output the rows: columns, order and types are the input's
 * @param model that drew them
 * @param report what was done, and the proof beside it
 */
public record BalanceResult(Frame output, Model model, BalanceReport report) {}
