package io.beltline.exporter.debug;

import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.FunctionView;
import io.beltline.model.otlp.KeyValueAndUnitView;
import io.beltline.model.otlp.LineView;
import io.beltline.model.otlp.LinkView;
import io.beltline.model.otlp.LocationView;
import io.beltline.model.otlp.MappingView;
import io.beltline.model.otlp.NumberCursor;
import io.beltline.model.otlp.ProfileView;
import io.beltline.model.otlp.ProfilesDictionaryView;
import io.beltline.model.otlp.SampleView;
import java.util.StringJoiner;

/** A profile in full, and the dictionary that a request of profiles shares. */
final class ProfileText {
  private ProfileText() {}

  static void dictionary(Lines out, ProfilesDictionaryView dictionary) {
    mappings(out, dictionary.mappingTable(new Cursor<>(new MappingView())));
    locations(out, dictionary.locationTable(new Cursor<>(new LocationView())));
    functions(out, dictionary.functionTable(new Cursor<>(new FunctionView())));
    int n = 0;
    var attributes = dictionary.attributeTable(new Cursor<>(new KeyValueAndUnitView()));
    for (; attributes.next(); n++) {
      var attribute = attributes.item();
      if (n == 0) {
        out.line("Attribute table:");
      }
      out.line("     -> Key: Int(", attribute.keyStrindex(), ")");
      out.line("     -> Value: Str(", attribute.value().asString(), ")");
      out.line("     -> unit: Int(", attribute.unitStrindex(), ")");
    }
    n = 0;
    for (var links = dictionary.linkTable(new Cursor<>(new LinkView())); links.next(); n++) {
      var link = links.item();
      if (n == 0) {
        out.line("Link table:");
      }
      out.line("     -> Trace ID: Str(", link.traceId().hex(), ")");
      out.line("     -> Span ID: Str(", link.spanId().hex(), ")");
    }
    n = 0;
    for (var texts = dictionary.stringTable(); texts.next(); n++) {
      if (n == 0) {
        out.line("String table:");
      }
      out.line("    ", texts.item().toUtf8());
    }
  }

  private static void mappings(Lines out, Cursor<MappingView> mappings) {
    for (int n = 0; mappings.next(); n++) {
      var mapping = mappings.item();
      out.line("Mapping #", n);
      out.line("    Memory start: ", Long.toUnsignedString(mapping.memoryStart()));
      out.line("    Memory limit: ", Long.toUnsignedString(mapping.memoryLimit()));
      out.line("    File offset: ", Long.toUnsignedString(mapping.fileOffset()));
      out.line("    File name: ", mapping.filenameStrindex());
      out.line("    Attributes: ", list(mapping.attributeIndices()));
    }
  }

  private static void locations(Lines out, Cursor<LocationView> locations) {
    var lines = new Cursor<>(new LineView());
    for (int n = 0; locations.next(); n++) {
      var location = locations.item();
      out.line("Location #", n);
      out.line("    Mapping index: ", location.mappingIndex());
      out.line("    Address: ", Long.toUnsignedString(location.address()));
      location.lines(lines);
      for (int i = 0; lines.next(); i++) {
        var line = lines.item();
        out.line("    Line #", i);
        out.line("        Function index: ", line.functionIndex());
        out.line("        Line: ", line.line());
        out.line("        Column: ", line.column());
      }
      out.line("    Attributes: ", list(location.attributeIndices()));
    }
  }

  private static void functions(Lines out, Cursor<FunctionView> functions) {
    for (int n = 0; functions.next(); n++) {
      var function = functions.item();
      out.line("Function #", n);
      out.line("    Name: ", function.nameStrindex());
      out.line("    System name: ", function.systemNameStrindex());
      out.line("    Filename: ", function.filenameStrindex());
      out.line("    Start line: ", function.startLine());
    }
  }

  static void profile(Lines out, ProfileView profile, ProfileTable table) {
    out.field("Profile ID", profile.profileId().hex());
    out.field("Start time", Lines.time(profile.timeUnixNano()));
    out.field("DurationNano", Long.toUnsignedString(profile.durationNano()));
    out.field(
        "Dropped attributes count", Integer.toUnsignedString(profile.droppedAttributesCount()));
    var samples = profile.samples(new Cursor<>(new SampleView()));
    for (int n = 0; samples.next(); n++) {
      var sample = samples.item();
      out.line("    Sample #", n);
      out.line("        Values: ", list(sample.values()));
      NumberCursor attributes = sample.attributeIndices();
      for (int i = 0; attributes.next(); i++) {
        if (i == 0) {
          out.line("        Attributes:");
        }
        out.line("             -> ", table.typed((int) attributes.asLong()));
      }
    }
  }

  private static String list(NumberCursor numbers) {
    StringJoiner list = new StringJoiner(" ", "[", "]");
    while (numbers.next()) {
      list.add(Long.toString(numbers.asLong()));
    }
    return list.toString();
  }
}
