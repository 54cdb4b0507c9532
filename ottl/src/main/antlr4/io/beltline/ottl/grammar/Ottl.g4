/*
 * The OpenTelemetry Transformation Language.
 *
 * Source: pkg/ottl/LANGUAGE.md of open-telemetry/opentelemetry-collector-contrib. It takes everything that
 * is documented there, and a little more where that does no harm: "not" may stand twice, and a sign may
 * stand directly behind an operator.
 */
grammar Ottl;

// What a user writes: a statement, a condition of its own, a value of its own.

statement : call ( WHERE condition )? EOF ;
soleCondition : condition EOF ;
soleValue : value EOF ;

// Conditions: "not" binds tighter than "and", "and" tighter than "or".

condition : conjunction ( OR conjunction )* ;
conjunction : negation ( AND negation )* ;
negation : NOT negation | test ;
test
    : left=value operator=( EQ | NE | LT | LE | GT | GE ) right=value # comparison
    | BOOLEAN                                                        # constantTest
    | call                                                           # callTest
    | LPAREN condition RPAREN                                        # group
    ;

// Values.

value
    : NIL            # nilValue
    | BOOLEAN        # boolValue
    | STRING         # stringValue
    | BYTES          # bytesValue
    | UPPER_NAME     # nameValue // an enum's symbol, or a function handed to another
    | sum            # sumValue
    | map            # mapValue
    | list           # listValue
    ;
sum : product ( operators+=( PLUS | MINUS ) product )* ;
product : factor ( operators+=( STAR | SLASH ) factor )* ;
factor : sign=( PLUS | MINUS )? atom ;
atom
    : INT                 # intAtom
    | FLOAT               # floatAtom
    | call                # callAtom
    | path                # pathAtom
    | LPAREN sum RPAREN   # groupAtom
    ;
map : LBRACE ( entry ( COMMA entry )* )? RBRACE ;
entry : STRING COLON value ;
list : LBRACKET ( value ( COMMA value )* )? RBRACKET ;

// Telemetry fields, and calls: editors begin with a lower-case letter, converters with an upper-case one.

path : segment ( DOT segment )* ;
segment : LOWER_NAME key* ;
key : LBRACKET value RBRACKET ;
call : name=( LOWER_NAME | UPPER_NAME ) LPAREN ( argument ( COMMA argument )* )? RPAREN key* ;
argument : ( LOWER_NAME ASSIGN )? ( lambda | value ) ;
lambda : LPAREN ( parameter ( COMMA parameter )* )? RPAREN ARROW ( condition | value ) ;
parameter : LOWER_NAME | UNDERSCORE ;

// Tokens.

WHERE : 'where' ;
AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
NIL : 'nil' ;
BOOLEAN : 'true' | 'false' ;
ARROW : '=>' ;
EQ : '==' ;
NE : '!=' ;
LE : '<=' ;
GE : '>=' ;
LT : '<' ;
GT : '>' ;
ASSIGN : '=' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACE : '{' ;
RBRACE : '}' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
COLON : ':' ;
COMMA : ',' ;
DOT : '.' ;
UNDERSCORE : '_' ;
BYTES : '0x' [a-fA-F0-9]+ ;
FLOAT : [0-9]* '.' [0-9]+ ( [eE] [-+]? [0-9]+ )? ;
INT : [0-9]+ ;
STRING : '"' ( '\\' . | ~["\\] )* '"' ;
OPEN_STRING : '"' ( '\\' . | ~["\\] )* ;
UPPER_NAME : [A-Z] [a-zA-Z0-9_]* ;
LOWER_NAME : [a-z] [a-zA-Z0-9_]* ;
SPACE : [ \t\r\n]+ -> skip ;
OTHER : . ;
