package io.equiveil.dataroom.web;

import io.equiveil.dataroom.PageResult;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A page as an answer: the picture, or a bare status. Never kept by anybody on the way.
public final class PagePicture {

    private PagePicture() {}

    public static ResponseEntity<byte[]> answer(PageResult result) {
        return switch (result) {
            case PageResult.Shown shown ->
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.IMAGE_JPEG)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                        .body(shown.jpeg());
            case PageResult.Ended _ -> bare(HttpStatus.GONE);
            case PageResult.NoSuchPage _ -> bare(HttpStatus.NOT_FOUND);
            case PageResult.NotDrawn(var busy) ->
                bare(busy ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    private static ResponseEntity<byte[]> bare(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
