package loader

// For tests that also ask the package which says the facts.
var (
	Workbook    = newBook
	Rezip       = rezip
	ShiftJIS    = shiftJIS
	SpecialBook = specialBook
	MergedBook  = mergedBook
	HiddenBook  = hiddenBook
	FillSheet   = sheet
	Files       = files
	Update      = update
)
