package io.jianhu.loadtest.tell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** What came of a command whose figures are good or not: for people who read, for those who look, and for programs. */
public interface Outturn {

    Circumstances circumstances();

    boolean isGood();

    String text();

    /** A page that needs no other file. */
    String html();

    /** The members of an object, beside the circumstances and whether it is good. */
    void write(JsonGenerator json) throws IOException;

    default String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            circumstances().write(json);
            json.writeBooleanField("good", isGood());
            write(json);
            json.writeEndObject();
        }
        return text + "\n";
    }

    /**
     * Keeps all of it in files of a directory, and prints what is asked for.
     *
     * @param name of the files
     * @return whether it is good
     */
    default boolean tell(String name, Path directory, Format format) throws IOException {
        Files.writeString(directory.resolve(name + ".json"), json());
        Files.writeString(directory.resolve(name + ".html"), html());
        System.out.print(
                switch (format) {
                    case TEXT -> text();
                    case JSON -> json();
                });
        System.out.flush();
        System.err.println("bench: " + name + ".html in " + directory);
        return isGood();
    }
}
