package io.beltline.receiver.carbon;

import io.beltline.api.ClientInfo;
import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.intake.LineSink;
import io.beltline.components.intake.ReceivedLines;
import io.beltline.components.intake.Shipper;
import io.beltline.components.metrics.MetricGroups;
import io.beltline.model.Slice;

/** Makes requests of the lines of one sender. One thread. */
final class CarbonSink implements LineSink {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int SHOWN = 200;

  private final Settings settings;
  private final Clock clock;
  private final Shipper shipper;
  private final Context context;
  private final CarbonLine lines;
  private final MetricGroups gathered = new MetricGroups();
  private final Meter.Counter read;
  private final Meter.Counter malformed;

  /** A sink for the lines of a sender. */
  CarbonSink(
      Settings settings,
      Clock clock,
      Shipper shipper,
      PathReader paths,
      String peer,
      String transport) {
    this.settings = settings;
    this.clock = clock;
    this.shipper = shipper;
    this.context = Context.of(new ClientInfo(peer, transport), Metadata.EMPTY);
    this.lines = new CarbonLine(paths);
    this.read = ReceivedLines.read(settings, transport);
    this.malformed = ReceivedLines.dropped(settings, "malformed");
  }

  @Override
  public void line(byte[] bytes, int from, int to) throws InterruptedException {
    read.add(1);
    try {
      CarbonLine.Measured one = lines.read(bytes, from, to, clock.unixNanos());
      gathered.add(Slice.EMPTY, Slice.EMPTY, one.head(), one.point());
    } catch (MalformedLineException wrong) {
      malformed.add(1);
      settings
          .logger()
          .debug("{}: a line is refused: {}", context.client().address(), shown(wrong));
    }
    if (gathered.bytes() > MOST_BYTES) {
      pause();
    }
  }

  private static String shown(MalformedLineException wrong) {
    String words = String.valueOf(wrong.getMessage());
    return words.length() <= SHOWN ? words : words.substring(0, SHOWN) + "...";
  }

  @Override
  public void pause() throws InterruptedException {
    if (gathered.points() > 0) {
      shipper.ship(context, gathered.build());
    }
  }
}
