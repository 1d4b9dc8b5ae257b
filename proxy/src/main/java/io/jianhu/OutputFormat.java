package io.jianhu;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command writes its results: for people or for programs. */
enum OutputFormat {
    TEXT,
    JSON;

    /** The option by which somebody chooses. */
    static final class Choice {
        @Option(
                names = "--format",
                paramLabel = "text|json",
                description = "How results are written (default: text).",
                converter = Converter.class)
        private OutputFormat format = TEXT;

        OutputFormat get() {
            return format;
        }
    }

    /** Reads {@code text} and {@code json}. */
    static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String value) {
            return switch (value) {
                case "text" -> TEXT;
                case "json" -> JSON;
                default -> throw new TypeConversionException("'" + value + "' (expected: text or json)");
            };
        }
    }
}
