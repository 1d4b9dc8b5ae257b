package io.jianhu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Why a command could not do its work, in one line for whoever typed it. */
final class Fault {

    private Fault() {}

    /** The file and what is wrong with it, where the exception itself names the file alone. */
    static String of(IOException fault) {
        String what = switch (fault) {
            case NoSuchFileException none -> "no such file or directory";
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException there -> "is there already, and is no directory";
            case NotDirectoryException file -> "is no directory";
            case DirectoryNotEmptyException full -> "is not empty";
            default -> "";
        };
        return what.isEmpty() || !(fault instanceof FileSystemException file)
                ? Optional.ofNullable(fault.getMessage())
                        .orElse(fault.getClass().getSimpleName())
                : file.getFile() + ": " + what;
    }

    /** Ends a command whose files or ports failed it with a line and not with a trace, which is for errors of our own. */
    static int end(Exception fault, CommandLine command, ParseResult parsed) throws Exception {
        IOException files = switch (fault) {
            case IOException io -> io;
            case UncheckedIOException io -> Objects.requireNonNull(io.getCause());
            default -> throw fault;
        };
        command.getErr().println("jianhu: " + of(files));
        return ServeCommand.WRONG;
    }
}
