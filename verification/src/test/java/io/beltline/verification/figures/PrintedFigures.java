package io.beltline.verification.figures;

import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints what tests publish: the figures that are in docs/verification. */
public final class PrintedFigures implements TestExecutionListener {
  /** Made by the launcher. */
  public PrintedFigures() {}

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    System.out.println(test.getDisplayName() + ": " + entry.getKeyValuePairs());
  }
}
