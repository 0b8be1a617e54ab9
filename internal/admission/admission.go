// Package admission shares a server fairly among its clients: so many requests a second each, so many
// dear requests at once, so many connections, so many bytes of bodies that never end. What finds no room is
// refused at once, while all others are answered as if it had not come.
package admission

import "errors"

// ErrFull says that there is no room, and that coming again later helps.
var ErrFull = errors.New("no room")
