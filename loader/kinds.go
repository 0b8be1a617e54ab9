package loader

import "sync"

// Kind names what is wrong, or what a warning is about, for programs. It never changes its meaning.
type Kind string

// What a file as a whole can be.
const (
	kindNoFile       Kind = "no-file"
	kindUnreadable   Kind = "unreadable"
	kindNotAFile     Kind = "not-a-file"
	kindOutside      Kind = "outside-folder"
	kindFileTooLarge Kind = "file-too-large"
	kindNoTable      Kind = "not-a-table"
	kindTooManyCells Kind = "too-many-cells"

	kindTooManyColumns Kind = "too-many-columns"
	kindTooManyFaults  Kind = "too-many-faults"
)

// What can be wrong with the bytes of a table.
const (
	kindNotText          Kind = "not-text"
	kindEncodingDoubt    Kind = "encoding-doubt"
	kindCellTooLarge     Kind = "cell-too-large"
	kindBareQuote        Kind = "bare-quote"
	kindQuote            Kind = "stray-quote"
	kindOpenQuote        Kind = "open-quote"
	kindBrokenCSV        Kind = "broken-csv"
	kindBrokenWorkbook   Kind = "broken-workbook"
	kindOldWorkbook      Kind = "old-workbook"
	kindWorkbookTooLarge Kind = "workbook-too-large"
	kindNoSheet          Kind = "no-sheet"
	kindUnknownSheet     Kind = "unknown-sheet"
)

// What can be wrong with the layout of a table.
const (
	kindNoHeader        Kind = "no-header"
	kindShapeDoubt      Kind = "shape-doubt"
	kindUnknownShape    Kind = "unknown-shape"
	kindCommaDoubt      Kind = "comma-doubt"
	kindMarkDoubt       Kind = "mark-doubt"
	kindMarks           Kind = "unknown-marks"
	kindNoSquare        Kind = "no-square"
	kindNoCorrelations  Kind = "square-of-others"
	kindNoLongColumn    Kind = "no-long-column"
	kindONETTitles      Kind = "onet-titles"
	kindTooFine         Kind = "too-fine"
	kindPercentMixed    Kind = "percent-mixed"
	kindNoRows          Kind = "no-rows"
	kindRagged          Kind = "ragged-row"
	kindDuplicateHeader Kind = "duplicate-header"
	kindBlankHeader     Kind = "blank-header"
	kindNoColumn        Kind = "no-column"
	kindNoCodeColumn    Kind = "no-code-column"
	kindNoNameColumn    Kind = "no-name-column"
	kindNoTotalColumn   Kind = "no-total-column"
	kindNoPairColumn    Kind = "no-pair-column"
	kindNoListCode      Kind = "no-list-code-column"
	kindNoSkillColumn   Kind = "no-skill-column"
	kindSharedColumn    Kind = "shared-column"
	kindNoSkills        Kind = "no-skills"
	kindNoScores        Kind = "no-scores"
	kindNoNumbers       Kind = "no-numbers"
)

// What can be wrong with a cell.
const (
	kindMissingNumber Kind = "missing-number"
	kindBlankCells    Kind = "blank-cells"
	kindMissingCode   Kind = "missing-code"
	kindMissingName   Kind = "missing-name"
	kindMissingRole   Kind = "missing-role"
	kindNotNumber     Kind = "not-a-number"
	kindNotation      Kind = "number-notation"
	kindInfinite      Kind = "infinite"
	kindBoolean       Kind = "boolean"
	kindDate          Kind = "date"
	kindTime          Kind = "time"
	kindCellError     Kind = "cell-error"
	kindFormula       Kind = "formula-without-value"
	kindMerged        Kind = "merged-cell"
	kindDateText      Kind = "date-for-text"
	kindTimeText      Kind = "time-for-text"
	kindErrorText     Kind = "cell-error-for-text"
	kindNegative      Kind = "negative"
	kindRange         Kind = "out-of-range"
	kindScoreBound    Kind = "score-too-large"
	kindDuplicateCode Kind = "duplicate-code"
	kindDuplicateFar  Kind = "duplicate-code-across-files"
	kindUnknownFamily Kind = "unknown-family"
	kindUnknownRole   Kind = "unknown-role"
	kindSelfPair      Kind = "self-pair"
	kindConflict      Kind = "conflicting-pair"
	kindTotal         Kind = "total-not-the-sum"
	kindONETHead      Kind = "onet-code-or-title"
	kindONETFamily    Kind = "onet-unknown-family"
	kindONETElement   Kind = "onet-element"
	kindONETTwice     Kind = "onet-duplicate"
	kindONETScale     Kind = "onet-scale"
	kindONETMissing   Kind = "onet-missing"
)

// What can be wrong with a manifest.
const (
	kindManifestEncoding    Kind = "manifest-not-utf-8"
	kindJSONEarlyEnd        Kind = "json-early-end"
	kindJSONSyntax          Kind = "json-syntax"
	kindJSONTrailing        Kind = "json-trailing"
	kindWrongType           Kind = "wrong-type"
	kindUnknownField        Kind = "unknown-field"
	kindMisspeltField       Kind = "misspelt-field"
	kindDuplicateField      Kind = "duplicate-field"
	kindNoName              Kind = "no-name"
	kindBadName             Kind = "bad-name"
	kindNoFiles             Kind = "no-files"
	kindNoFileName          Kind = "no-file-name"
	kindBadLanguage         Kind = "bad-language"
	kindTooManyFiles        Kind = "too-many-files"
	kindNotOneOf            Kind = "not-one-of"
	kindBadRow              Kind = "bad-row"
	kindBadScaleBy          Kind = "bad-scale-by"
	kindGivenMeasure        Kind = "measure-of-correlations"
	kindBadThreshold        Kind = "bad-threshold"
	kindBadTopK             Kind = "bad-top-k"
	kindBadPoints           Kind = "bad-points"
	kindBadLevel            Kind = "bad-level"
	kindLevelWithoutMeaning Kind = "level-without-meaning"
	kindMaxScoreTooLarge    Kind = "max-score-too-large"
	kindClimbTooLarge       Kind = "comfortable-climb-too-large"
	kindDuplicateEntry      Kind = "duplicate-entry"
	kindNoPairs             Kind = "no-pairs"
	kindRefused             Kind = "refused"
	kindTooManyEdges        Kind = "too-many-edges"
	kindTooLow              Kind = "too-many-edges-at-this-threshold"
	kindTooAlike            Kind = "too-many-edges-at-any-threshold"
)

// What a warning can be about.
const (
	warnSpaces        Kind = "spaces-cut"
	warnBlankRows     Kind = "blank-rows"
	warnSheet         Kind = "sheet-chosen"
	warnTitleRows     Kind = "rows-above-header"
	warnEncoding      Kind = "encoding"
	warnQuoteSpace    Kind = "space-before-quote"
	warnHiddenRows    Kind = "hidden-rows"
	warnHiddenColumns Kind = "hidden-columns"
	warnFullWidth     Kind = "full-width-digits"
	warnGrouped       Kind = "thousands-separators"
	warnPercent       Kind = "percentages"
	warnUnit          Kind = "unit-cut"
	warnFormatted     Kind = "shown-otherwise"
	warnBlankZero     Kind = "blank-as-zero"
	warnLeftOut       Kind = "roles-left-out"
	warnLinkKinds     Kind = "kinds-of-links"
	warnNotRelevant   Kind = "not-relevant"
	warnSuppressed    Kind = "suppressed"
	warnUnlisted      Kind = "skills-not-listed"
	warnNoTotals      Kind = "no-totals"
	warnSelfPair      Kind = "self-pairs"
	warnScaled        Kind = "scaled"
	warnErrorCode     Kind = "code-like-an-error"
	warnTwins         Kind = "near-twins"
	warnBlankHeader   Kind = "column-without-header"
	warnMerged        Kind = "merged-text"
	warnIgnored       Kind = "nothing-to-ignore"
	warnUnread        Kind = "column-not-read"
	warnFlat          Kind = "flat-role"
	warnZero          Kind = "zero-role"
	warnRounded       Kind = "rounded"
	warnTotal         Kind = "total-differs"
	warnTotalLeftOut  Kind = "left-out-for-the-total"
	warnNoFamily      Kind = "no-family"
	warnSameName      Kind = "same-name"
	warnSameCode      Kind = "codes-differ-in-case"
)

// What looks like no skill and no role.
const (
	suspectCounter     Kind = "suspect-counter"
	suspectCode        Kind = "suspect-code"
	suspectPersonnel   Kind = "suspect-personnel"
	suspectRank        Kind = "suspect-rank"
	suspectRepeat      Kind = "suspect-repeat"
	suspectTotal       Kind = "suspect-total"
	suspectSecondTotal Kind = "suspect-second-total"
	suspectMean        Kind = "suspect-mean"
	suspectRange       Kind = "suspect-range"
	suspectOddRange    Kind = "suspect-odd-range"
	suspectConstant    Kind = "suspect-constant"
	suspectHeaderRow   Kind = "suspect-header-row"
	suspectNote        Kind = "suspect-note"
	suspectWholeRow    Kind = "suspect-total-row"
	suspectOutlier     Kind = "suspect-outlier"
)

// causeOf is what errors.Is finds in a fault, by its kind. A warning has none.
var causeOf = sync.OnceValue(func() map[Kind]error {
	byKind := map[Kind]error{}
	for cause, kinds := range map[error][]Kind{
		ErrDoubt:     {kindNoCorrelations, kindShapeDoubt, kindCommaDoubt, kindMarkDoubt},
		ErrMissing:   {kindNoLongColumn, kindBlankCells, kindONETTitles, kindNoFile, kindBlankHeader, kindLevelWithoutMeaning, kindNoColumn, kindNoCodeColumn, kindNoNameColumn, kindNoTotalColumn, kindNoPairColumn, kindNoListCode, kindNoSkillColumn, kindMissingNumber, kindMissingCode, kindMissingName, kindMissingRole, kindFormula, kindMerged, kindONETHead, kindONETElement, kindONETMissing, kindNoName, kindNoFiles, kindNoFileName, kindNoPairs},
		ErrNotNumber: {kindNoScores, kindNoNumbers, kindNotNumber, kindNotation, kindBoolean, kindDate, kindTime},
		ErrRange:     {kindBadRow, kindBadScaleBy, kindTooFine, kindPercentMixed, kindInfinite, kindNegative, kindRange, kindScoreBound, kindSelfPair, kindBadThreshold, kindBadLevel, kindBadTopK, kindBadPoints, kindMaxScoreTooLarge, kindClimbTooLarge},
		ErrDuplicate: {kindDuplicateHeader, kindSharedColumn, kindDuplicateCode, kindDuplicateFar, kindONETTwice, kindDuplicateField, kindDuplicateEntry},
		ErrConflict:  {kindConflict, kindTotal},
		ErrRagged:    {kindRagged},
		ErrUnknown:   {kindUnknownSheet, kindUnknownFamily, kindUnknownRole, kindONETFamily, kindUnknownField, kindMisspeltField},
		ErrEmpty:     {kindNoSheet, kindNoHeader, kindNoRows, kindNoSkills, kindONETScale},
		ErrEncoding:  {kindManifestEncoding, kindNotText, kindEncodingDoubt},
		ErrFormat:    {kindNoSquare, kindUnknownShape, kindNoTable, kindBareQuote, kindQuote, kindOpenQuote, kindBrokenCSV, kindBrokenWorkbook, kindOldWorkbook, kindJSONEarlyEnd, kindJSONSyntax, kindJSONTrailing},
		ErrCell:      {kindCellError, kindErrorText},
		ErrTooLarge:  {kindCellTooLarge, kindFileTooLarge, kindTooManyCells, kindTooManyColumns, kindWorkbookTooLarge},
		ErrMany:      {kindTooManyFaults},
		ErrInvalid:   {kindRefused, kindTooManyEdges, kindTooLow, kindTooAlike},
		ErrValue:     {kindMarks, kindNotOneOf, kindBadName, kindBadLanguage, kindTooManyFiles, kindGivenMeasure},
		ErrType:      {kindDateText, kindTimeText, kindWrongType},
		ErrRead:      {kindOutside, kindUnreadable, kindNotAFile},
	} {
		for _, kind := range kinds {
			byKind[kind] = cause
		}
	}
	return byKind
})
