package io.beltline.components.bulk;

import io.beltline.api.ExportResult.Action;
import io.beltline.delivery.AnswerTable;
import io.beltline.delivery.AnswerTable.Line;
import io.beltline.delivery.Concern;

/** The table of answers of a search engine, for whole requests and for single documents. */
public final class BulkTable {
  /** What is done with each answer. */
  public static final AnswerTable ANSWERS =
      AnswerTable.http(
          Line.of(
              "400",
              Action.DEAD_LETTER,
              Concern.DATA,
              "the engine cannot index the document, or cannot read the request"),
          Line.of(
              "404",
              Action.HOLD,
              Concern.DESTINATION,
              "the index, the template of its data stream or the pipeline is to be made"),
          Line.of(
              "409",
              Action.DEAD_LETTER,
              Concern.DATA,
              "another document has that id; with an id of our own it is the same and delivered,"
                  + " unless the answer is written under `answers`"));

  private BulkTable() {}
}
