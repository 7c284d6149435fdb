package io.equiveil.files;

/// Why a file is not taken in. Each has a sentence that says what to do (`files.refusal.…`, with the most megabytes,
/// photographs, pages and pages of an identity document as arguments). Nothing of a refused file is kept.
public enum FileRefusal {
    /// No file, or an empty one.
    EMPTY,
    /// More bytes than [IncomingFiles#LONGEST].
    TOO_LARGE,
    /// Nothing that can be shown as pages.
    NOT_SUPPORTED,
    /// A moving picture.
    VIDEO,
    /// An office file of a kind that cannot be converted (RTF, XLSB, …): to be saved as another or as PDF first.
    OFFICE_FILE,
    /// Word, Excel or PowerPoint, and the program that makes pages of them is not installed: to be saved as PDF first.
    OFFICE_NOT_SET_UP,
    /// An office file with programs inside: to be saved without them.
    MACROS,
    /// An office file that the converter does not open.
    CONVERSION_FAILED,
    /// An office file whose conversion takes too long.
    CONVERSION_SLOW,
    /// A picture in HEIC, and the program that reads it is not installed: to be sent as JPG.
    HEIC_NOT_SET_UP,
    /// The name says one thing, the content another.
    DISGUISED,
    /// Does not open, or is cut off.
    DAMAGED,
    /// Wants a password.
    ENCRYPTED,
    /// More pages than [IncomingFiles#MOST_PAGES], or than [IncomingFiles#MOST_IDENTITY_PAGES] for an identity
    /// document.
    TOO_MANY_PAGES,
    /// A page of an impossible size or shape.
    ODD_PAGE,
    /// A picture with too many pixels.
    PICTURE_TOO_LARGE,
    /// A picture in colours for print (CMYK), which cannot be shown faithfully.
    PRINT_COLOURS,
    /// Unpacks to far more than it is.
    EXPLODES,
    /// A collection of files inside a PDF, of which only a cover would be shown.
    PORTFOLIO,
    /// A form whose pages are made by a program when it is opened.
    DYNAMIC_FORM,
    /// Contains pictures in a format that cannot be shown (JPEG 2000, JBIG2), so that pages would look empty.
    PICTURES_NOT_SHOWN,
    /// Takes too long to draw.
    TOO_COMPLEX,
    /// Several files that are not all photographs.
    MIXED,
    /// More than [IncomingFiles#MOST_PHOTOS] photographs at once.
    TOO_MANY_PHOTOS,
    /// Not a Word document (docx) where one is asked for.
    NOT_WORD,
    /// A Word document that wants to fetch something when it is opened: a template, a picture, figures, another file.
    FETCHES,
    /// A Word document with other files or controls inside (OLE, ActiveX, whole documents).
    EMBEDDED_OBJECTS,
    /// A Word document with changes that nobody accepted yet, or with comments.
    UNFINISHED_CHANGES,
    /// A Word document whose pages are not A4 upright.
    NOT_A4,
    /// Too many others are sending files at this moment.
    BUSY;

    /// Key of the sentence.
    public String messageKey() {
        return "files.refusal." + name();
    }
}
