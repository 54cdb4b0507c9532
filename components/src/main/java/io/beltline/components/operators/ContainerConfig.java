package io.beltline.components.operators;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import org.jspecify.annotations.Nullable;

/**
 * {@code container}: the lines that container runtimes write.
 *
 * @param step the keys of every operator
 * @param parser the keys of every parser
 * @param format which runtime wrote them; found out if not written
 * @param addMetadataFromFilepath whether the path gives attributes of the resource
 * @param maxLogSize how large a line gets that is put together
 */
public record ContainerConfig(
    @Squash StepConfig step,
    @Squash ParserConfig parser,
    @Doc("docker, crio or containerd; found out line by line if not written.")
        @Nullable Format format,
    @Default("true") @Doc("Whether the file's path gives k8s attributes of the resource.")
        boolean addMetadataFromFilepath,
    @Default("1MiB") @Doc("The largest line that is put together of parts; 0 for no limit.")
        ByteSize maxLogSize)
    implements OperatorConfig {
  private static final long PERIOD_NANOS = 5_000_000_000L;

  /** The runtimes. */
  public enum Format {
    /** JSON lines. */
    DOCKER,
    /** The runtime interface's form, with an offset. */
    CRIO,
    /** The runtime interface's form, in UTC. */
    CONTAINERD
  }

  @Override
  public Operator operator(Parts parts) {
    ContainerLine lines = new ContainerLine(parser.parseFrom(), format);
    Operator.Change rest = Steps.change(withoutSource(), value -> value);
    Recombine.Rules rules =
        new Recombine.Rules(
            Field.BODY, "", false, 0, 0, maxLogSize.bytes(), Integer.MAX_VALUE, PERIOD_NANOS);
    Recombine joined =
        new Recombine(
            rules,
            parts.clock(),
            entry -> new Recombine.Part(entry.source(), false, !entry.partial));
    return new Operator() {
      @Override
      public void process(Entry entry, Outlet out) throws OperatorException {
        lines.parse(entry, parser.parseTo());
        if (addMetadataFromFilepath) {
          PodPath.addTo(entry);
        }
        rest.apply(entry);
        joined.process(entry, out);
      }

      @Override
      public void flush(long nanoTime, Outlet out) {
        joined.flush(nanoTime, out);
      }
    };
  }

  /** What is embedded, on an entry that is parsed already. */
  private ParserConfig withoutSource() {
    return new ParserConfig(
        Field.BODY,
        Field.BODY,
        null,
        null,
        parser.timestamp(),
        parser.severity(),
        parser.trace(),
        parser.scopeName());
  }
}
