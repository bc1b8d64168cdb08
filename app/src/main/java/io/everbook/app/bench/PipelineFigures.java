package io.everbook.app.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.engine.Stage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.HdrHistogram.Histogram;

/** What the benchmark of the pipeline writes as JSON; latencies in microseconds. */
final class PipelineFigures {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double NANOS_PER_MICRO = 1e3;

    private PipelineFigures() {}

    static String json(
            PipelineBench.Options options,
            int messages,
            IntUnaryOperator steps,
            Path directory,
            Map<PipelineVariant, List<PipelineResult>> results)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("messages", messages);
            json.writeNumberField("seconds", options.seconds());
            json.writeNumberField("warmUpSeconds", options.warmUpSeconds());
            json.writeStringField("fileSystem", Files.getFileStore(directory).type());
            json.writeStringField("java", Runtime.version().toString());
            json.writeNumberField("cores", Runtime.getRuntime().availableProcessors());
            json.writeArrayFieldStart("variants");
            for (Map.Entry<PipelineVariant, List<PipelineResult>> entry : results.entrySet()) {
                json.writeStartObject();
                write(json, entry.getKey());
                List<PipelineResult> runs = entry.getValue();
                json.writeNumberField(
                        "medianCommandsPerSecond", PipelineResult.median(runs, PipelineResult::perSecond));
                // A modify may be two commands, and the end of a pass cancels what is open: peers count messages.
                json.writeNumberField(
                        "commandsPerPass", steps.applyAsInt(entry.getKey().instruments()));
                json.writeNumberField(
                        "medianMessagesPerSecond",
                        PipelineResult.median(runs, PipelineResult::perSecond)
                                * messages
                                / steps.applyAsInt(entry.getKey().instruments()));
                json.writeArrayFieldStart("runs");
                for (PipelineResult run : runs) {
                    write(json, run);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, PipelineVariant variant) throws IOException {
        json.writeStringField("layout", word(variant.layout()));
        json.writeStringField("wait", word(variant.waiting()));
        json.writeNumberField("syncIntervalMs", variant.syncIntervalMs());
        json.writeNumberField("instruments", variant.instruments());
        json.writeNumberField("rate", variant.rate());
    }

    private static void write(JsonGenerator json, PipelineResult run) throws IOException {
        json.writeStartObject();
        json.writeNumberField("commands", run.commands());
        json.writeNumberField("nanos", run.nanos());
        json.writeNumberField("commandsPerSecond", run.perSecond());
        json.writeNumberField("loadNanos", run.loadNanos());
        json.writeBooleanField("counts", run.counts());
        write(json, "latency", run.told().latency());
        write(json, "late", run.lateness());
        json.writeObjectFieldStart("stages");
        for (Stage stage : Stage.values()) {
            write(json, word(stage), run.told().stages().get(stage));
        }
        json.writeEndObject();
        json.writeNumberField("cpuNanosPerCommand", run.perCommand(run.use().cpuNanos()));
        json.writeNumberField(
                "allocatedBytesPerCommand", run.perCommand(run.use().allocatedBytes()));
        for (Footprint.Part part : Footprint.Part.values()) {
            json.writeObjectFieldStart(word(part));
            json.writeNumberField("cpuNanosPerCommand", run.perCommand(run.use().cpuNanos(part)));
            json.writeNumberField(
                    "allocatedBytesPerCommand", run.perCommand(run.use().allocatedBytes(part)));
            json.writeEndObject();
        }
        json.writeNumberField("collections", run.use().collections());
        json.writeNumberField("collectionMillis", run.use().collectionMillis());
        json.writeNumberField("forces", run.told().forces());
        json.writeNumberField(
                "journalBytesPerCommand", run.perCommand(run.told().journalBytes()));
        json.writeNumberField(
                "executionsBytesPerCommand", run.perCommand(run.told().executionsBytes()));
        if (run.disk() != null) {
            json.writeObjectFieldStart("disk");
            json.writeNumberField("blockBytes", run.disk().blockBytes());
            json.writeNumberField("bytesPerSecond", run.disk().bytesPerSecond());
            write(json, "writeAndForce", run.disk().forces());
            json.writeNumberField("journalRatio", run.diskRatio());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Histogram histogram) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", histogram.getTotalCount());
        json.writeNumberField("p50", micros(histogram, 50));
        json.writeNumberField("p99", micros(histogram, 99));
        json.writeNumberField("p99_9", micros(histogram, 99.9));
        json.writeNumberField("p99_99", micros(histogram, 99.99));
        json.writeNumberField("max", micros(histogram, 100));
        json.writeEndObject();
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
