package io.equiveil.files;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Files on their way, for the tests of every room that takes them.
public final class FilesInTests {

    private FilesInTests() {}

    /// Files without names, one after the other.
    public static SentFiles of(byte[]... contents) {
        Deque<SentFiles.SentFile> waiting = new ArrayDeque<>();
        for (byte[] content : contents) {
            waiting.add(new SentFiles.SentFile("", new ByteArrayInputStream(content)));
        }
        return () -> Optional.ofNullable(waiting.poll());
    }

    /// What takes files in, without a house around it.
    public static IncomingFiles incoming() {
        Watermark watermark = new Watermark(Lettering.load());
        Converters converters = new Converters(new Sandbox(1));
        return new IncomingFiles(
                new Scratch(1, IncomingFiles.LONGEST), new Papers(watermark, converters), converters, watermark);
    }
}
