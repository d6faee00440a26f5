package io.github.redeliver.read.mail;

import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Reading;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads with the frames of the knowledge base. */
final class Mails {
    static final MailReader READER = new MailReader(frames());

    private Mails() {}

    private static Frames frames() {
        List<Reader> readers = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("kb/frames"))) {
            for (Path file : files.sorted().toList()) readers.add(Files.newBufferedReader(file));
            return Frames.load(readers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            for (Reader reader : readers) {
                try {
                    reader.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    static Reading mail(String text) {
        return READER.read(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static Reading mail(String text, Charset charset) {
        return READER.read(text.getBytes(charset));
    }

    static Reading paste(String text) {
        return READER.read(Passage.of(text));
    }
}
