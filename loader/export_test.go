package loader

// For tests that also ask the package which says the facts.
var (
	Workbook    = workbook
	Rezip       = rezip
	ShiftJIS    = shiftJIS
	SpecialBook = specialBook
	MergedBook  = mergedBook
	Sheet       = sheet
	Files       = files
	Update      = update
)
