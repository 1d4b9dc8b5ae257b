package io.jianhu.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that come with the program. One that is missing is a fault of its making. */
public final class Resource {

    private Resource() {}

    /**
     * What a file holds.
     *
     * @param beside a class of the package that the file belongs to
     * @throws IllegalStateException when there is no such file
     */
    public static byte[] bytes(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its own file " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the program cannot read its own file " + name, e);
        }
    }

    /** The same as a text in UTF-8. */
    public static String text(Class<?> beside, String name) {
        return new String(bytes(beside, name), StandardCharsets.UTF_8);
    }
}
