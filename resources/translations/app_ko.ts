<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AddPage</name>
    <message>
        <source>Provider</source>
        <translation>제공자</translation>
    </message>
    <message>
        <source>Add this key</source>
        <translation>이 키 추가</translation>
    </message>
    <message>
        <source>Compare providers</source>
        <translation>서비스 비교</translation>
    </message>
    <message>
        <source>Another provider, or a second key of one that you use already.</source>
        <translation>다른 제공자의 키나, 이미 쓰는 제공자의 두 번째 키를 추가해요.</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>키 추가</translation>
    </message>
    <message>
        <source>Name, for a second key (for example: work)</source>
        <translation>이름, 두 번째 키일 때 (예: 회사)</translation>
    </message>
</context>
<context>
    <name>AddressRow</name>
    <message>
        <source>Change address</source>
        <translation>주소 바꾸기</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Use this address</source>
        <translation>이 주소 쓰기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Checks go to %1</source>
        <translation>확인 요청을 보내는 주소: %1</translation>
    </message>
    <message>
        <source>“%1” has letters that can look like others. Checks would go to %2. Is that the address you mean?</source>
        <translation>“%1”에는 다른 글자와 비슷해 보일 수 있는 글자가 있어요. 확인 요청은 %2(으)로 가요. 이 주소가 맞나요?</translation>
    </message>
</context>
<context>
    <name>CardWriter</name>
    <message>
        <source>Find the cause</source>
        <translation>원인 찾기</translation>
    </message>
    <message>
        <source>Checked without saving: when Keyready closes, it forgets this key.</source>
        <translation>저장하지 않고 확인했어요. Keyready를 닫으면 이 키를 기억하지 않아요.</translation>
    </message>
    <message>
        <source>Use once without saving</source>
        <translation>저장하지 않고 한 번만 쓰기</translation>
    </message>
    <message>
        <source>Keep it in another place</source>
        <translation>다른 곳에 보관</translation>
    </message>
    <message>
        <source>Go on with the change</source>
        <translation>키 바꾸기 계속하기</translation>
    </message>
    <message>
        <source>The keyring of your system</source>
        <translation>시스템의 키링</translation>
    </message>
    <message>
        <source>the keyring</source>
        <translation>키링</translation>
    </message>
    <message>
        <source>Moving the key: %1</source>
        <translation>키를 옮기는 중: %1</translation>
    </message>
    <message>
        <source>It was read back there before it was removed here.</source>
        <translation>그곳에서 다시 읽어 확인한 다음 원래 자리에서 지웠어요.</translation>
    </message>
    <message>
        <source>A copy is still in the old place. The next start tries again. %1</source>
        <translation>원래 자리에 사본이 남아 있어요. 다음에 시작할 때 다시 지워 볼게요. %1</translation>
    </message>
    <message>
        <source>The next key will be kept here: %1</source>
        <translation>다음 키를 보관할 곳: %1</translation>
    </message>
    <message>
        <source>The damaged file is kept as %1</source>
        <translation>손상된 파일을 남겨 둔 곳: %1</translation>
    </message>
    <message>
        <source>this field</source>
        <translation>이 칸</translation>
    </message>
    <message>
        <source>Asking %1 about this key</source>
        <translation>%1에 이 키를 확인하는 중</translation>
    </message>
    <message>
        <source>The key is removed from this computer.</source>
        <translation>이 컴퓨터에서 키를 지웠어요.</translation>
    </message>
    <message>
        <source>If nobody needs it any more, revoke it at the provider too.</source>
        <translation>더 이상 쓰지 않는다면 제공자 페이지에서도 폐기하세요.</translation>
    </message>
    <message>
        <source>The other key of the unfinished change is removed as well.</source>
        <translation>아직 끝나지 않은 교체의 다른 키도 함께 지웠어요.</translation>
    </message>
    <message>
        <source>Another program keeps a key under the same name.</source>
        <translation>다른 프로그램이 같은 이름으로 보관한 키가 있어요.</translation>
    </message>
    <message>
        <source>The key is no longer where it was kept.</source>
        <translation>보관했던 자리에 키가 없어요.</translation>
    </message>
    <message>
        <source>Paste it again, or make a new one.</source>
        <translation>다시 붙여 넣거나 새로 만드세요.</translation>
    </message>
    <message>
        <source>You stopped waiting. Your key is kept, and was not judged.</source>
        <translation>기다리기를 멈췄어요. 키는 그대로 있고, 아직 확인하지 않았어요.</translation>
    </message>
    <message>
        <source>You stopped waiting. Your key was not judged.</source>
        <translation>기다리기를 멈췄어요. 키는 아직 확인하지 않았어요.</translation>
    </message>
    <message>
        <source>Something went wrong inside Keyready. Nothing is lost.</source>
        <translation>Keyready 안에서 문제가 생겼어요. 잃어버린 것은 없어요.</translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation>다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>If your password store has a git, older encrypted versions stay in it.</source>
        <translation>비밀번호 저장소에 git이 있으면 암호화된 예전 버전이 그 안에 남아요.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>Code</name>
    <message>
        <source>Lines to copy</source>
        <translation>복사할 내용</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>From what their own pages and answers say. What is not known is not guessed.</source>
        <translation>각 서비스의 페이지와 대답에서 확인한 내용이에요. 모르는 것은 짐작하지 않았어요.</translation>
    </message>
    <message>
        <source>Compare providers</source>
        <translation>서비스 비교</translation>
    </message>
    <message>
        <source>Prices are not here, because they change often: every provider has a list of its own.</source>
        <translation>요금은 자주 바뀌어서 여기에 적지 않았어요. 서비스마다 요금표가 따로 있어요.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>서비스</translation>
    </message>
    <message>
        <source>Free use</source>
        <translation>무료 사용</translation>
    </message>
    <message>
        <source>Paying</source>
        <translation>결제 방식</translation>
    </message>
    <message>
        <source>Keys begin with</source>
        <translation>키의 앞부분</translation>
    </message>
    <message>
        <source>Programs for OpenAI</source>
        <translation>OpenAI용 프로그램</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>More about %1</source>
        <translation>%1 더 보기</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>호환</translation>
    </message>
    <message>
        <source>Address (base URL) for programs made for OpenAI:</source>
        <translation>OpenAI용 프로그램에 넣을 기본 주소(base URL)</translation>
    </message>
    <message>
        <source>Go to the steps</source>
        <translation>단계로 가기</translation>
    </message>
    <message>
        <source>Sign-up</source>
        <translation>가입</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>결제</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>요금</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>한도</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>사용량</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>문서</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
</context>
<context>
    <name>ConnectionFlow</name>
    <message>
        <source>Looking at the connection</source>
        <translation>연결을 살펴보는 중</translation>
    </message>
</context>
<context>
    <name>ConnectionPage</name>
    <message>
        <source>Provider</source>
        <translation>제공자</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>연결 확인</translation>
    </message>
    <message>
        <source>How far the way to a provider goes. No key is needed, and none is sent.</source>
        <translation>제공자까지 가는 길이 어디까지 열려 있는지 봐요. 키는 필요 없고 보내지도 않아요.</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
</context>
<context>
    <name>End</name>
    <message>
        <source>Good to know</source>
        <translation>알아 두면 좋아요</translation>
    </message>
</context>
<context>
    <name>EntryPages</name>
    <message>
        <source>Practice: nothing leaves this computer, and no real key is needed.</source>
        <translation>연습 화면이에요. 아무것도 이 컴퓨터 밖으로 나가지 않고, 진짜 키도 필요 없어요.</translation>
    </message>
    <message>
        <source>%1 is set in your environment: checks go to %2.</source>
        <translation>환경 변수 %1 설정에 따라 %2 주소로 확인해요.</translation>
    </message>
    <message>
        <source>The file with your progress is damaged, or of a newer Keyready. It is kept as %1.</source>
        <translation>진행 상황 파일이 손상되었거나 더 새로운 Keyready의 파일이에요. %1(으)로 남겨 두었어요.</translation>
    </message>
    <message>
        <source>Your progress cannot be kept on this disk.</source>
        <translation>이 디스크에는 진행 상황을 저장할 수 없어요.</translation>
    </message>
</context>
<context>
    <name>FieldTools</name>
    <message>
        <source>Show the ends</source>
        <translation>양 끝 보기</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Caps Lock seems to be on.</source>
        <translation>Caps Lock이 켜져 있는 것 같아요.</translation>
    </message>
</context>
<context>
    <name>GuideFlow</name>
    <message>
        <source>checked %1</source>
        <translation>%1 확인</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>%1 of %2 done</source>
        <translation>%2단계 중 %1단계 완료</translation>
    </message>
</context>
<context>
    <name>HelperFlow</name>
    <message>
        <source>The last check said: %1</source>
        <translation>마지막 확인 결과: %1</translation>
    </message>
    <message>
        <source>Look at the address</source>
        <translation>주소 살펴보기</translation>
    </message>
    <message>
        <source>Go to step %1: %2</source>
        <translation>%1단계로 가기: %2</translation>
    </message>
</context>
<context>
    <name>HelperPage</name>
    <message>
        <source>Which key</source>
        <translation>어떤 키</translation>
    </message>
    <message>
        <source>Begin there</source>
        <translation>여기서 시작</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>A few questions lead to the cause, and to where it is put right.</source>
        <translation>몇 가지 질문에 답하면 원인과 고칠 곳을 찾을 수 있어요.</translation>
    </message>
    <message>
        <source>It does not work</source>
        <translation>잘 안 돼요</translation>
    </message>
</context>
<context>
    <name>KeptKey</name>
    <message>
        <source>Check again</source>
        <translation>다시 확인</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>교체</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Copy for 30 seconds</source>
        <translation>30초 동안 복사</translation>
    </message>
    <message>
        <source>Change step by step…</source>
        <translation>단계별로 교체…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Keep elsewhere…</source>
        <translation>다른 곳에 보관…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Clear now</source>
        <translation>지금 지우기</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>이어서 하기</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>키 삭제</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Remove this key from this computer? Programs that take it from here will stop working. The provider still knows it: revoke it there if it is no longer needed.</source>
        <translation>이 컴퓨터에서 키를 지울까요? 여기에서 키를 가져다 쓰는 프로그램은 멈춰요. 제공자 쪽에는 키가 남아 있으니, 필요 없으면 그곳에서도 폐기하세요.</translation>
    </message>
    <message numerus="yes">
        <source>On the clipboard for %n more second(s). Histories are asked to leave it out.</source>
        <translation>
            <numerusform>앞으로 %n초 동안 클립보드에 있어요. 클립보드 기록에는 남기지 말라고 표시했어요.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key is off the clipboard.</source>
        <translation>키를 클립보드에서 지웠어요.</translation>
    </message>
    <message>
        <source>The other key of the unfinished change goes as well.</source>
        <translation>아직 끝나지 않은 교체의 다른 키도 함께 지워요.</translation>
    </message>
</context>
<context>
    <name>KeyFlow</name>
    <message>
        <source>Saving the key</source>
        <translation>키를 저장하는 중</translation>
    </message>
    <message>
        <source>Removing the key</source>
        <translation>키를 지우는 중</translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Take this key off the list</source>
        <translation>이 키를 목록에서 빼기</translation>
    </message>
    <message>
        <source>The present key stays until the new one is saved and read back.</source>
        <translation>새 키를 저장하고 다시 읽어 확인할 때까지 지금 키를 그대로 둬요.</translation>
    </message>
</context>
<context>
    <name>Listed</name>
    <message>
        <source>Search the names</source>
        <translation>이름 검색</translation>
    </message>
    <message>
        <source>Search the names of models</source>
        <translation>모델 이름 검색</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>이름 복사</translation>
    </message>
    <message>
        <source>None of them. This key does not see such a model.</source>
        <translation>해당하는 모델이 없어요. 이 키로는 그런 모델이 보이지 않아요.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1개</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했어요</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Keyready</source>
        <translation>Keyready</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Account</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>결제</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>비밀 키</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>&amp;Keyready</source>
        <translation>Keyready(&amp;K)</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>키 추가</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>&amp;Secret key</source>
        <translation>비밀 키(&amp;S)</translation>
    </message>
    <message>
        <source>Paste and save</source>
        <translation>붙여 넣고 저장</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 확인</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>교체</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>이동(&amp;G)</translation>
    </message>
    <message>
        <source>Next key</source>
        <translation>다음 키</translation>
    </message>
    <message>
        <source>Previous key</source>
        <translation>이전 키</translation>
    </message>
    <message>
        <source>Compare providers</source>
        <translation>서비스 비교</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>연습</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>It does not work</source>
        <translation>잘 안 돼요</translation>
    </message>
    <message>
        <source>Copy a report</source>
        <translation>보고서 복사</translation>
    </message>
</context>
<context>
    <name>ModelsCard</name>
    <message>
        <source>The list is kept only while Keyready runs.</source>
        <translation>목록은 Keyready가 켜져 있는 동안에만 보관해요.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 확인</translation>
    </message>
    <message>
        <source>Models that this key sees (%1)</source>
        <translation>이 키로 보이는 모델 (%1)</translation>
    </message>
    <message>
        <source>Models that this key sees</source>
        <translation>이 키로 보이는 모델</translation>
    </message>
</context>
<context>
    <name>NameRow</name>
    <message>
        <source>Name of this key</source>
        <translation>이 키의 이름</translation>
    </message>
    <message>
        <source>Use this name</source>
        <translation>이 이름 쓰기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Only what is shown here changes: programs go on using %1.</source>
        <translation>여기에 보이는 이름만 바뀌어요. 프로그램은 계속 %1 이름으로 키를 찾아요.</translation>
    </message>
</context>
<context>
    <name>PassphrasePanel</name>
    <message>
        <source>Set the damaged file aside</source>
        <translation>손상된 파일 치워 두기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>암호</translation>
    </message>
    <message>
        <source>The same passphrase once more</source>
        <translation>같은 암호 한 번 더</translation>
    </message>
    <message>
        <source>Your keys will be encrypted with it. It is asked once after each start, and kept nowhere. If you forget it, nobody can open the file, and you would make new keys at the providers. Four or five words that have nothing to do with each other are good.</source>
        <translation>이 암호로 키를 암호화해요. 시작할 때마다 한 번 묻고 어디에도 저장하지 않아요. 잊으면 아무도 파일을 열 수 없어서 제공업체에서 새 키를 만들어야 해요. 서로 관계없는 단어 네다섯 개면 좋아요.</translation>
    </message>
    <message>
        <source>Choose a passphrase for the encrypted file</source>
        <translation>암호화된 파일의 암호를 정해 주세요</translation>
    </message>
    <message>
        <source>Make the file</source>
        <translation>파일 만들기</translation>
    </message>
    <message>
        <source>It stays open until you close Keyready.</source>
        <translation>Keyready를 닫을 때까지 열려 있어요.</translation>
    </message>
    <message>
        <source>The encrypted file is locked</source>
        <translation>암호화된 파일이 잠겨 있어요</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>잠시만요</translation>
    </message>
    <message>
        <source>Short: please take at least %1 characters.</source>
        <translation>짧아요. %1자 이상으로 해 주세요.</translation>
    </message>
    <message>
        <source>Long enough. Longer is better.</source>
        <translation>충분해요. 더 길면 더 좋아요.</translation>
    </message>
    <message>
        <source>Long: good.</source>
        <translation>길어서 좋아요.</translation>
    </message>
    <message>
        <source>The two are not the same. Please type it once more.</source>
        <translation>두 암호가 서로 달라요. 한 번 더 입력해 주세요.</translation>
    </message>
</context>
<context>
    <name>PasteBox</name>
    <message>
        <source>Paste the key here</source>
        <translation>여기에 키를 붙여 넣으세요</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>비밀 키</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>그래도 저장</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>저장하고 확인</translation>
    </message>
    <message>
        <source>Paste and save</source>
        <translation>붙여 넣고 저장</translation>
    </message>
</context>
<context>
    <name>PlaceList</name>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>키 추가</translation>
    </message>
    <message>
        <source>Compare providers</source>
        <translation>서비스 비교</translation>
    </message>
    <message>
        <source>It does not work</source>
        <translation>잘 안 돼요</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했어요</translation>
    </message>
</context>
<context>
    <name>RecipeRow</name>
    <message>
        <source>Prove it</source>
        <translation>확인하기</translation>
    </message>
</context>
<context>
    <name>RotationFlow</name>
    <message>
        <source>Looking for the keys</source>
        <translation>키를 찾는 중</translation>
    </message>
    <message>
        <source>Saving the key</source>
        <translation>키를 저장하는 중</translation>
    </message>
    <message>
        <source>Changing the keys</source>
        <translation>키를 바꾸는 중</translation>
    </message>
    <message>
        <source>Asking about the old key and the new one</source>
        <translation>이전 키와 새 키를 확인하는 중</translation>
    </message>
    <message>
        <source>Removing the key</source>
        <translation>키를 지우는 중</translation>
    </message>
</context>
<context>
    <name>RotationPanel</name>
    <message>
        <source>Leave it for now</source>
        <translation>나중에 이어서 하기</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>새 키 만들기</translation>
    </message>
    <message>
        <source>Store it beside the present one</source>
        <translation>지금 키 옆에 저장하기</translation>
    </message>
    <message>
        <source>Check the new key</source>
        <translation>새 키 확인</translation>
    </message>
    <message>
        <source>Switch to the new key</source>
        <translation>새 키로 바꾸기</translation>
    </message>
    <message>
        <source>Delete the old key, and see it refused</source>
        <translation>이전 키를 지우고, 거부되는지 확인하기</translation>
    </message>
    <message>
        <source>I have the new key</source>
        <translation>새 키를 만들었어요</translation>
    </message>
    <message>
        <source>Switch all the same</source>
        <translation>그래도 바꾸기</translation>
    </message>
    <message>
        <source>Do not change it</source>
        <translation>교체하지 않기</translation>
    </message>
    <message>
        <source>Check the old key</source>
        <translation>이전 키 확인</translation>
    </message>
    <message>
        <source>Go back to the old key</source>
        <translation>이전 키로 되돌리기</translation>
    </message>
    <message>
        <source>Finish without proof</source>
        <translation>확인 없이 끝내기</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Change this key</source>
        <translation>키 교체</translation>
    </message>
    <message>
        <source>Open keys page</source>
        <translation>키 페이지 열기</translation>
    </message>
</context>
<context>
    <name>RotationWriter</name>
    <message>
        <source>A new key is stored, and not in use yet.</source>
        <translation>새 키를 저장해 두었고, 아직 쓰지는 않아요.</translation>
    </message>
    <message>
        <source>The old key is still here: it was not seen refused yet.</source>
        <translation>이전 키가 아직 남아 있어요. 거부되는 것을 확인하지 못했어요.</translation>
    </message>
    <message>
        <source>You began to change this key.</source>
        <translation>키 교체를 시작했어요.</translation>
    </message>
    <message>
        <source>The new key is removed from this computer. Delete it at the provider too.</source>
        <translation>새 키를 이 컴퓨터에서 지웠어요. 제공자 페이지에서도 지워 주세요.</translation>
    </message>
    <message>
        <source>The old key is removed from this computer. It was not seen refused.</source>
        <translation>이전 키를 이 컴퓨터에서 지웠어요. 거부되는 것은 확인하지 못했어요.</translation>
    </message>
    <message>
        <source>Paste the new key. It is stored beside the present one, which stays in use.</source>
        <translation>새 키를 붙여 넣어요. 지금 키 옆에 저장하고, 지금 키는 계속 써요.</translation>
    </message>
    <message>
        <source>%1 is stored, and not in use yet. Test it before it replaces a key that works.</source>
        <translation>%1 키를 저장해 두었고, 아직 쓰지는 않아요. 잘 되는 키를 바꾸기 전에 먼저 확인해요.</translation>
    </message>
    <message>
        <source>%1 is ready. After the switch, programs that take the key from here get this one. The old key is kept until it is seen refused, and you can go back.</source>
        <translation>%1 키가 준비됐어요. 바꾸고 나면 여기에서 키를 가져가는 프로그램이 이 키를 받아요. 이전 키는 거부되는 것이 확인될 때까지 남겨 두니 되돌릴 수 있어요.</translation>
    </message>
    <message>
        <source>The old key: %1</source>
        <translation>이전 키: %1</translation>
    </message>
    <message>
        <source>Has the present key leaked? Then delete it there first, and make the new one after.</source>
        <translation>지금 키가 유출됐나요? 그렇다면 먼저 그곳에서 지우고, 그다음에 새 키를 만들어요.</translation>
    </message>
    <message>
        <source>The new key was not shown to work. Switch to it all the same? You can go back.</source>
        <translation>새 키가 잘 되는지 확인하지 못했어요. 그래도 바꿀까요? 나중에 되돌릴 수 있어요.</translation>
    </message>
    <message>
        <source>The old key was not seen refused: whoever has it may still use it. Remove it from this computer all the same?</source>
        <translation>이전 키가 거부되는 것을 확인하지 못했어요. 그 키를 가진 사람이 아직 쓸 수 있을지도 몰라요. 그래도 이 컴퓨터에서 지울까요?</translation>
    </message>
    <message>
        <source>Remove the new key from this computer? The present key stays in use.</source>
        <translation>새 키를 이 컴퓨터에서 지울까요? 지금 키는 계속 써요.</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message numerus="yes">
        <source>%n characters held</source>
        <translation>
            <numerusform>%n자를 담고 있어요</numerusform>
        </translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여 넣기</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
</context>
<context>
    <name>SettingsFlow</name>
    <message>
        <source>The report could not be made. Please try again.</source>
        <translation>보고서를 만들지 못했어요. 다시 해 주세요.</translation>
    </message>
    <message>
        <source>Copied. This is all that it holds.</source>
        <translation>복사했어요. 들어 있는 내용은 이것뿐이에요.</translation>
    </message>
    <message>
        <source>Kept. It counts from the next check on.</source>
        <translation>저장했어요. 다음 확인부터 적용해요.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Proxy</source>
        <translation>프록시</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>User (if it wants one)</source>
        <translation>사용자 이름 (필요한 경우)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Certificate file (PEM)</source>
        <translation>인증서 파일 (PEM)</translation>
    </message>
    <message>
        <source>Most people need nothing here.</source>
        <translation>대부분은 여기에서 할 일이 없어요.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Without an entry here, the proxy of the system and of the environment counts. The password is kept in your keyring.</source>
        <translation>여기에 적지 않으면 시스템과 환경 변수의 프록시를 써요. 비밀번호는 키링에 보관해요.</translation>
    </message>
    <message>
        <source>Use this proxy</source>
        <translation>이 프록시 쓰기</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>시스템 설정대로</translation>
    </message>
    <message>
        <source>Look for a newer version once a day</source>
        <translation>하루에 한 번 새 버전 확인</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Of the whole window, from now on.</source>
        <translation>고르면 창 전체에 바로 쓰여요.</translation>
    </message>
    <message>
        <source>Asks the project&apos;s page of releases, and says so at the foot of the window if there is one. Nothing about you goes along, and nothing is downloaded by itself.</source>
        <translation>프로젝트의 배포 페이지에 물어보고, 새 버전이 있으면 창 아래쪽에 알려 드려요. 개인 정보는 보내지 않고, 저절로 내려받는 것도 없어요.</translation>
    </message>
    <message>
        <source>Newer versions</source>
        <translation>새 버전</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>If your company or antivirus inspects connections, its root certificate can be trusted here, beside those of the system. Checking is never switched off.</source>
        <translation>회사나 백신이 연결을 검사한다면, 그 루트 인증서를 시스템 인증서에 더해 여기에서 신뢰할 수 있어요. 확인을 끄는 일은 없어요.</translation>
    </message>
    <message>
        <source>One more certificate</source>
        <translation>추가 인증서</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>파일 고르기</translation>
    </message>
    <message>
        <source>Trust this file</source>
        <translation>이 파일 신뢰</translation>
    </message>
    <message>
        <source>Do without</source>
        <translation>쓰지 않기</translation>
    </message>
    <message>
        <source>Versions, your system, the kind of your keyring and the last verdicts, to paste where you ask for help. It holds no key, no name and no address of yours.</source>
        <translation>버전, 시스템, 키링의 종류, 마지막 확인 결과를 모은 글이에요. 도움을 청하는 곳에 붙여 넣어 주세요. 키도, 이름도, 직접 적은 주소도 들어 있지 않아요.</translation>
    </message>
    <message>
        <source>If something does not work</source>
        <translation>잘 되지 않을 때</translation>
    </message>
    <message>
        <source>Copy a report</source>
        <translation>보고서 복사</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>now</source>
        <translation>지금</translation>
    </message>
</context>
<context>
    <name>StoresPanel</name>
    <message>
        <source>Where should this key be kept?</source>
        <translation>이 키를 어디에 보관할까요?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Looking at what this computer offers</source>
        <translation>이 컴퓨터에서 쓸 수 있는 곳을 살펴보는 중</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>잠그기</translation>
    </message>
    <message>
        <source>It is here</source>
        <translation>지금 여기</translation>
    </message>
    <message>
        <source>Keep it here</source>
        <translation>여기에 보관</translation>
    </message>
</context>
<context>
    <name>UpdateStrip</name>
    <message>
        <source>Keyready %1 is there.</source>
        <translation>Keyready %1 버전을 쓸 수 있어요.</translation>
    </message>
    <message>
        <source>See what is new</source>
        <translation>달라진 점 보기</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
</context>
<context>
    <name>UseFlow</name>
    <message>
        <source>Running what %1 would run</source>
        <translation>실제 방식대로 실행하고 있어요: %1</translation>
    </message>
    <message>
        <source>Looking for other keys on this computer</source>
        <translation>이 컴퓨터에서 다른 키를 찾고 있어요</translation>
    </message>
    <message>
        <source>A folder with .env files</source>
        <translation>.env 파일이 있는 폴더</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>터미널에서</translation>
    </message>
    <message>
        <source>In a terminal (fish)</source>
        <translation>터미널에서(fish)</translation>
    </message>
    <message>
        <source>In a terminal (PowerShell)</source>
        <translation>터미널에서(PowerShell)</translation>
    </message>
    <message>
        <source>In Python</source>
        <translation>Python에서</translation>
    </message>
    <message>
        <source>In JavaScript</source>
        <translation>JavaScript에서</translation>
    </message>
    <message>
        <source>In your Emacs init file</source>
        <translation>Emacs 설정 파일에</translation>
    </message>
    <message>
        <source>In your Neovim configuration</source>
        <translation>Neovim 설정에</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>파일에: %1</translation>
    </message>
    <message>
        <source>tried with the real program in our tests</source>
        <translation>실제 프로그램으로 시험했어요</translation>
    </message>
    <message>
        <source>by its documentation</source>
        <translation>프로그램의 문서를 따랐어요</translation>
    </message>
    <message>
        <source>Prove it again</source>
        <translation>다시 확인하기</translation>
    </message>
    <message>
        <source>No other key was found.</source>
        <translation>다른 키를 찾지 못했어요.</translation>
    </message>
    <message>
        <source>Nothing wins over the key that is kept.</source>
        <translation>보관된 키보다 먼저 쓰이는 키가 없어요.</translation>
    </message>
    <message>
        <source>Copies of this key lie open.</source>
        <translation>같은 키의 사본이 남아 있어요.</translation>
    </message>
    <message>
        <source>They are not encrypted. Delete those that nobody needs.</source>
        <translation>암호화되지 않은 사본이에요. 필요 없는 것은 지워 주세요.</translation>
    </message>
    <message>
        <source>Other keys may win over the one that is kept.</source>
        <translation>보관된 키보다 먼저 쓰일 수 있는 키가 있어요.</translation>
    </message>
    <message>
        <source>The first in this list wins over the next. Delete what is not meant.</source>
        <translation>목록의 위에 있는 것이 먼저 쓰여요. 쓰지 않을 것은 지워 주세요.</translation>
    </message>
    <message>
        <source>Something went wrong inside Keyready. Nothing is lost.</source>
        <translation>Keyready 안에서 문제가 생겼어요. 잃어버린 것은 없어요.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>UsePanel</name>
    <message>
        <source>What do you use the key in?</source>
        <translation>키를 어디에서 쓰나요?</translation>
    </message>
    <message>
        <source>Does another key win?</source>
        <translation>다른 키가 먼저 쓰이나요?</translation>
    </message>
    <message>
        <source>Look in a folder too…</source>
        <translation>폴더도 살펴보기…</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>Stop waiting</source>
        <translation>그만 기다리기</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>%1: %2 s</source>
        <translation>%1: %2초</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 (%2 뒤)</translation>
    </message>
</context>
<context>
    <name>Way</name>
    <message>
        <source>How to get a new key</source>
        <translation>새 키를 만드는 방법</translation>
    </message>
</context>
</TS>
