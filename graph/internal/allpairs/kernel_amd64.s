#include "textflag.h"

// A row's pair of elements, at off in the strip, times the panel in Y12 and Y13. VPMADDWD multiplies
// 16-bit words and adds neighbours.
#define ROW2(off, acc0, acc1) \
	VPBROADCASTD off(SI), Y14  \
	VPMADDWD Y12, Y14, Y15     \
	VPADDD   Y15, acc0, acc0   \
	VPMADDWD Y13, Y14, Y14     \
	VPADDD   Y14, acc1, acc1

// A row's sums against the lower of its own bar and the columns' bars in Y12 and Y13 (each less 1, since
// there is only "greater"): eight bits each from the two halves.
#define BITS2(row, acc0, acc1) \
	VPBROADCASTD (row*4)(R8), Y14 \
	VPADDD   Y15, Y14, Y14        \
	VPMINSD  Y12, Y14, Y15        \
	VPCMPGTD Y15, acc0, acc0      \
	VPMINSD  Y13, Y14, Y14        \
	VPCMPGTD Y14, acc1, acc1      \
	VPCMPEQD Y15, Y15, Y15        \
	VMOVMSKPS acc0, AX            \
	VMOVMSKPS acc1, DX            \
	SHLL     $8, DX               \
	ORL      DX, AX               \
	MOVW     AX, (row*2)(R10)

// func stripAVX2(strip, panels *int16, pairs, count int, rowBars, colBars *int32, masks *uint16)
TEXT ·stripAVX2(SB), NOSPLIT, $0-56
	MOVQ strip+0(FP), R11
	MOVQ panels+8(FP), DI
	MOVQ pairs+16(FP), R12
	MOVQ count+24(FP), BX
	MOVQ rowBars+32(FP), R8
	MOVQ colBars+40(FP), R9
	MOVQ masks+48(FP), R10

panel:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	VPXOR Y8, Y8, Y8
	VPXOR Y9, Y9, Y9
	VPXOR Y10, Y10, Y10
	VPXOR Y11, Y11, Y11
	MOVQ  R11, SI
	MOVQ  R12, CX

pair:
	VMOVDQU (DI), Y12
	VMOVDQU 32(DI), Y13
	ROW2(0, Y0, Y1)
	ROW2(4, Y2, Y3)
	ROW2(8, Y4, Y5)
	ROW2(12, Y6, Y7)
	ROW2(16, Y8, Y9)
	ROW2(20, Y10, Y11)
	ADDQ $48, SI
	ADDQ $64, DI
	DECQ CX
	JNZ  pair

	VPCMPEQD Y15, Y15, Y15 // -1 in every lane
	VPADDD (R9), Y15, Y12
	VPADDD 32(R9), Y15, Y13
	BITS2(0, Y0, Y1)
	BITS2(1, Y2, Y3)
	BITS2(2, Y4, Y5)
	BITS2(3, Y6, Y7)
	BITS2(4, Y8, Y9)
	BITS2(5, Y10, Y11)
	ADDQ $64, R9
	ADDQ $24, R10
	DECQ BX
	JNZ  panel
	VZEROUPPER
	RET

// VPDPWSSD multiplies 16-bit words and adds neighbours to the sum, in one.
#define ROW(off, acc) \
	VPDPWSSD.BCST off(SI), Z12, acc

#define BITS(row, acc) \
	VPMINSD.BCST (row*4)(R8), Z12, Z13 \
	VPCMPD $5, Z13, acc, K1            \ // 5: not less
	KMOVW K1, (row*2)(R10)

// func stripVNNI(strip, panels *int16, pairs, count int, rowBars, colBars *int32, masks *uint16)
TEXT ·stripVNNI(SB), NOSPLIT, $0-56
	MOVQ strip+0(FP), R11
	MOVQ panels+8(FP), DI
	MOVQ pairs+16(FP), R12
	MOVQ count+24(FP), BX
	MOVQ rowBars+32(FP), R8
	MOVQ colBars+40(FP), R9
	MOVQ masks+48(FP), R10

panel512:
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7
	VPXORD Z8, Z8, Z8
	VPXORD Z9, Z9, Z9
	VPXORD Z10, Z10, Z10
	VPXORD Z11, Z11, Z11
	MOVQ   R11, SI
	MOVQ   R12, CX

pair512:
	VMOVDQU32 (DI), Z12
	ROW(0, Z0)
	ROW(4, Z1)
	ROW(8, Z2)
	ROW(12, Z3)
	ROW(16, Z4)
	ROW(20, Z5)
	ROW(24, Z6)
	ROW(28, Z7)
	ROW(32, Z8)
	ROW(36, Z9)
	ROW(40, Z10)
	ROW(44, Z11)
	ADDQ $48, SI
	ADDQ $64, DI
	DECQ CX
	JNZ  pair512

	VMOVDQU32 (R9), Z12
	BITS(0, Z0)
	BITS(1, Z1)
	BITS(2, Z2)
	BITS(3, Z3)
	BITS(4, Z4)
	BITS(5, Z5)
	BITS(6, Z6)
	BITS(7, Z7)
	BITS(8, Z8)
	BITS(9, Z9)
	BITS(10, Z10)
	BITS(11, Z11)
	ADDQ $64, R9
	ADDQ $24, R10
	DECQ BX
	JNZ  panel512
	VZEROUPPER
	RET

// func cpuid(leaf, sub uint32) (a, b, c, d uint32)
TEXT ·cpuid(SB), NOSPLIT, $0-24
	MOVL leaf+0(FP), AX
	MOVL sub+4(FP), CX
	CPUID
	MOVL AX, a+8(FP)
	MOVL BX, b+12(FP)
	MOVL CX, c+16(FP)
	MOVL DX, d+20(FP)
	RET

// func xgetbv() (low uint32)
TEXT ·xgetbv(SB), NOSPLIT, $0-4
	XORL CX, CX
	XGETBV
	MOVL AX, low+0(FP)
	RET
