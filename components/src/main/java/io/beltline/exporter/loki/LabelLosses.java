package io.beltline.exporter.loki;

/** Is told what becomes of labels that cannot be labels, and of what is sent nowhere. */
interface LabelLosses {
  /** Tells nobody: for records that are planned for the second time. */
  LabelLosses TOLD =
      new LabelLosses() {
        @Override
        public void demoted(String label, Demoted reason) {}

        @Override
        public void lost(String label) {}

        @Override
        public void lost(Unplaced reason, int attributes) {}

        @Override
        public void unlabelled() {}
      };

  /** Why a label became structured metadata. */
  enum Demoted {
    /** The label has too many values. */
    VALUES("has more values than limits::max_label_values"),
    /** The tenant has too many streams. */
    STREAMS("has the most values of a tenant with limits::max_streams streams"),
    /** The stream has too many labels. */
    LABELS("is one more than limits::max_labels"),
    /** The name or the value is too long. */
    LENGTH("is longer than limits::max_label_name_length or max_label_value_length"),
    /** There are too many labels of other names. */
    NAMES("is one of more than 1,000 names of labels of a tenant");

    private final String words;

    Demoted(String words) {
      this.words = words;
    }

    /** The reason, behind the label. */
    String words() {
      return words;
    }
  }

  /** Why something is not in structured metadata. */
  enum Unplaced {
    /** There is as much as Loki takes with one line. */
    ROOM("a line has more structured metadata than Loki takes"),
    /** Another value has its name. */
    NAME("another attribute of a record has the same name in structured metadata"),
    /** The tenant takes none. */
    NOT_ALLOWED("the destination does not take structured metadata");

    private final String words;

    Unplaced(String words) {
      this.words = words;
    }

    /** The reason, as a sentence. */
    String words() {
      return words;
    }
  }

  /** A label becomes structured metadata. */
  void demoted(String label, Demoted reason);

  /** A label that should have become structured metadata found no room there nor in the line. */
  void lost(String label);

  /** Attributes of a record that should have become structured metadata are not in the line. */
  void lost(Unplaced reason, int attributes);

  /** A record has no label. */
  void unlabelled();
}
